-- Codes of this mock, and two first digits of numbers that no place has.

INSERT INTO code (list, code, name, source, certainty) VALUES
    ('NoiDangKyKhaiSinh', '009', 'Tuyên Quang', 'stands for 008 in numbers that nobody can have', 'own'),
    ('NoiDangKyKhaiSinh', '003', 'Hà Giang', 'stands for 002 in numbers that nobody can have', 'own'),
    ('QuanHe', '06', 'Cháu', 'no public list was found; this numbering is this mock''s own', 'own'),
    ('QuanHe', '07', 'Anh, chị, em', 'no public list was found; this numbering is this mock''s own', 'own'),
    ('QuanHe', '08', 'Con dâu, con rể', 'no public list was found; this numbering is this mock''s own', 'own'),
    ('TrangThai', '0', 'Còn sống', 'no public list was found; this numbering is this mock''s own', 'own'),
    ('TrangThai', '1', 'Đã chết', 'no public list was found; this numbering is this mock''s own', 'own'),
    ('TrangThai', '2', 'Bị tuyên bố mất tích', 'no public list was found; this numbering is this mock''s own', 'own'),
    ('TrangThai', '3', 'Bị tuyên bố là đã chết', 'no public list was found; this numbering is this mock''s own', 'own')
ON CONFLICT (list, code) DO NOTHING;
