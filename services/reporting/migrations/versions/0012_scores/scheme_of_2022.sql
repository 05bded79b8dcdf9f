-- What is known of the scheme of Quyết định 766/QĐ-TTg: the points of the six groups from the code of another system that
-- shows them; the criteria from memory, with the numbers that are counted here. Whoever has the text records a revision.

INSERT INTO score_scheme VALUES (
    'qd766', 1, 'Bộ chỉ số chỉ đạo, điều hành và đánh giá chất lượng phục vụ người dân, doanh nghiệp',
    'Index of the quality of service to citizens and businesses', 'Quyết định 766/QĐ-TTg', '2022-06-23', NULL,
    'installation', now()
);
INSERT INTO score_group VALUES
    ('qd766', 1, 'transparency', 1, 'Công khai, minh bạch', 'Publication and transparency', 18, 'publication'),
    ('qd766', 1, 'progress', 2, 'Tiến độ giải quyết', 'Progress of handling', 20, 'publication'),
    ('qd766', 1, 'online', 3, 'Cung cấp dịch vụ trực tuyến', 'Online services', 12, 'publication'),
    ('qd766', 1, 'payment', 4, 'Thanh toán trực tuyến', 'Online payment', 10, 'publication'),
    ('qd766', 1, 'satisfaction', 5, 'Mức độ hài lòng', 'Satisfaction', 18, 'publication'),
    ('qd766', 1, 'digitisation', 6, 'Số hóa hồ sơ', 'Digitisation of dossiers', 22, 'publication');
INSERT INTO score_criterion VALUES
    ('qd766', 1, 'timely_decisions', 'transparency', 1, 'Quyết định công bố không chậm', 'Decisions that did not come late',
        9, ARRAY['late_decisions'], ARRAY['decisions'], 'down', 1, 'left_out', true, 'memory'),
    ('qd766', 1, 'synchronised_dossiers', 'transparency', 2, 'Hồ sơ đồng bộ lên Cổng Dịch vụ công quốc gia',
        'Dossiers synchronised with the national portal', 9, ARRAY['entered.dossiers_synchronised'],
        ARRAY['entered.dossiers_synchronised'], 'up', 1, 'left_out', false, 'memory'),
    ('qd766', 1, 'timely_dossiers', 'progress', 1, 'Hồ sơ giải quyết trước hạn và đúng hạn', 'Dossiers done early or on time',
        20, ARRAY['dossiers_early', 'dossiers_on_time'], ARRAY['dossiers_early', 'dossiers_on_time', 'dossiers_late'],
        'up', 1, 'left_out', false, 'memory'),
    ('qd766', 1, 'online_dossiers', 'online', 1, 'Hồ sơ trực tuyến', 'Dossiers filed online', 12,
        ARRAY['dossiers_received_online'], ARRAY['dossiers_received'], 'up', 1, 'left_out', true, 'memory'),
    ('qd766', 1, 'paid_online', 'payment', 1, 'Hồ sơ thanh toán trực tuyến', 'Dossiers paid online', 10,
        ARRAY['dossiers_paid_online'], ARRAY['dossiers_received'], 'up', 1, 'left_out', true, 'memory'),
    ('qd766', 1, 'satisfied', 'satisfaction', 1, 'Mức độ hài lòng của người dân, doanh nghiệp',
        'Satisfaction of citizens and businesses', 18, ARRAY['entered.satisfaction'], ARRAY['entered.satisfaction'],
        'up', 1, 'left_out', false, 'memory'),
    ('qd766', 1, 'digitised', 'digitisation', 1, 'Hồ sơ được số hóa', 'Dossiers with all papers digitised', 11,
        ARRAY['dossiers_digitised'], ARRAY['dossiers_received'], 'up', 1, 'left_out', false, 'memory'),
    ('qd766', 1, 'reused', 'digitisation', 2, 'Hồ sơ sử dụng lại dữ liệu số hóa', 'Dossiers that use digitised papers again',
        11, ARRAY['dossiers_reused'], ARRAY['dossiers_received'], 'up', 1, 'left_out', true, 'memory');
