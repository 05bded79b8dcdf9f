-- What an officer has recorded about a term or a life event is left as it is.

INSERT INTO search_term (term, context, kind, meaning, words)
SELECT term, '', kind, meaning, search_words_of_term(term)
FROM (
    SELECT 'thôi làm', 'kept', NULL
    UNION ALL
    SELECT unnest(string_to_array('tàu sông; tàu chạy sông; sà lan; xà lan; xuồng máy; ghe máy; thuyền máy', '; ')),
        'meaning', 'phương tiện thủy nội địa'
) AS added (term, kind, meaning)
WHERE NOT EXISTS (SELECT FROM search_term_entry AS e WHERE e.term = added.term AND e.context = '')
ON CONFLICT (term, context) DO NOTHING;

INSERT INTO life_event (name, phrases, procedures)
SELECT name, string_to_array(phrases, '; '), string_to_array(procedures, ' ')
FROM (
    VALUES
        (
            'Ly hôn ở nước ngoài',
            'ly hôn/dị nước ngoài; ly hôn/dị bên/ở/tại/toà/tòa'
            ' mỹ/hàn/đài/nhật/úc/đức/pháp/nga/séc/canada/sing/malaysia/trung/campuchia/thái;'
            ' ly hôn tòa nước ngoài; đã ly hôn bên',
            '2.000554'
        ),
        (
            'Đi vắng lâu ngày',
            'đi vắng; vắng nhà; đi xa lâu; tạm vắng; đi làm/học xa báo/khai; đi làm/học xa nhà; xa nhà'
            ' vài/mấy/nhiều/hai/ba/bốn/sáu/chín tháng/năm; xa nhà khai/báo; đi công tác dài/lâu báo/khai',
            '1.003677'
        ),
        (
            'Mã số thuế bị khóa',
            'mã số thuế/mst khóa/đóng/khoá; mst khóa/đóng/khoá; mở mã số thuế; mở mst; khôi phục mst',
            '1.008510'
        )
) AS added (name, phrases, procedures)
WHERE NOT EXISTS (SELECT FROM life_event_entry AS e WHERE e.name = added.name)
ON CONFLICT (name) DO UPDATE SET phrases = excluded.phrases;
