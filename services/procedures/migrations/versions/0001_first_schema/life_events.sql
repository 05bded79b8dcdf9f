-- The life events that are installed with the service: name, phrases, codes. Officers add to them, change and withdraw
-- them through the API. A line that begins with blanks continues the one before it.

INSERT INTO life_event (name, phrases, procedures)
SELECT btrim(split_part(line, '|', 1)), regexp_split_to_array(btrim(split_part(line, '|', 2)), '\s*;\s*'),
    string_to_array(btrim(split_part(line, '|', 3)), ' ')
FROM pg_temp.unwrapped($$
Sinh con | vợ/em/chị/mình/tôi/con vừa/mới sinh/đẻ/sanh; sinh em bé; sinh con; có em bé; em bé mới sinh; con mới sinh;
    trẻ mới sinh; con mới đẻ; đẻ con; vợ sinh; bé mới chào đời; con chào đời; sinh cháu; cháu mới sinh; mới sinh con;
    mới sinh bé; giấy chứng sinh | 1.001193 2.000986 2.001023 2.000693
Sinh con ở nước ngoài | sinh con nước ngoài; con sinh ra nước ngoài; con sinh ở nước ngoài; con lai; khai sinh
    bố/mẹ/cha người nước ngoài; khai sinh yếu tố nước ngoài; khai sinh con người nước ngoài | 2.000528 1.000893
    2.000522
Sinh con khi chưa kết hôn | con chưa kết hôn bố/cha; sinh con chưa đăng ký kết hôn; chưa cưới có con; con ngoài giá
    thú; khai sinh tên cha/bố; mẹ đơn thân khai sinh; sinh con chưa kết hôn; chưa đăng ký kết hôn khai sinh | 1.000689
    1.001193 1.001022
Chưa từng được khai sinh | lớn chưa khai sinh; chưa có giấy khai sinh; chưa làm khai sinh; không có giấy khai sinh;
    người lớn khai sinh; chưa được khai sinh; tuổi chưa khai sinh; từ nhỏ không khai sinh | 1.004772 1.001193 1.004884
Mất giấy khai sinh | mất giấy khai sinh; mất khai sinh; khai sinh thất lạc/rách/cháy/hỏng; không còn giấy khai sinh;
    làm lại giấy khai sinh; mất bản chính khai sinh; mất khai sinh gốc | 1.004884 2.000635
Nghỉ sinh con | nghỉ sinh tiền/lương/chế/hưởng; tiền thai sản; sinh con hưởng/lãnh/nhận tiền/chế/trợ; chế độ thai sản;
    đi đẻ hưởng; nghỉ đẻ lương/tiền; bầu nghỉ làm; bảo hiểm thai sản; đóng bảo hiểm sinh con | 2.000693 1.001598
Bảo hiểm y tế cho trẻ nhỏ | thẻ bảo hiểm y tế bé/con/trẻ/cháu; bảo hiểm y tế trẻ sơ sinh; bảo hiểm cho con/bé/cháu mới
    sinh; bảo hiểm y tế con/bé/trẻ dưới 6/sáu tuổi | 2.001023 2.000986
Kết hôn | sắp cưới; chuẩn bị cưới; làm đám cưới; muốn cưới; kết hôn; lấy vợ; lấy chồng; hai đứa cưới; cưới nhau; về
    chung một nhà; đăng ký giấy kết hôn; bọn em cưới; người yêu cưới | 1.000894 1.004873
Kết hôn với người nước ngoài | lấy/cưới chồng/vợ người
    hàn/nhật/đài/mỹ/trung/lào/đức/pháp/úc/nước/campuchia/thái/nga/anh; cưới/lấy/kết người nước ngoài; chồng/vợ/yêu
    người nước ngoài kết/cưới/đăng; kết hôn tây/hàn/đài/nhật/mỹ; lấy chồng/vợ tây/ngoại/hàn/nhật/mỹ; bạn trai/gái
    người nước ngoài; người yêu người nước ngoài; chồng việt kiều | 2.000806 1.004873
Kết hôn đã đăng ký ở nước ngoài | kết hôn/cưới ở nước ngoài về; đã đăng ký kết hôn nước ngoài; đã cưới nước ngoài; kết
    hôn bên nước/mỹ/nhật/hàn/úc/đức/đài | 2.002189
Ly hôn ở nước ngoài | ly hôn/dị nước ngoài; ly hôn/dị bên mỹ/hàn/đài/nhật/úc; ly hôn tòa nước ngoài; đã ly hôn bên |
    2.000554
Mất giấy kết hôn | mất giấy kết hôn; mất giấy đăng ký kết hôn; giấy kết hôn rách/thất/cháy/hỏng; làm lại giấy kết hôn;
    cấp lại giấy kết hôn; mất hôn thú | 1.004746 2.000635
Chứng minh chưa kết hôn | giấy độc thân; xác nhận độc thân; chứng minh chưa vợ/chồng/kết; chưa có vợ/chồng giấy/xác;
    giấy chưa kết hôn; giấy xác nhận hôn nhân; xác nhận tình trạng hôn nhân; vay ngân hàng độc thân; đang ly hôn xác
    nhận độc | 1.004873
Ly hôn | muốn ly hôn; ly hôn; ly dị; bỏ vợ; bỏ chồng; chia tay chồng; đơn phương ly hôn | 3.000163
Người thân qua đời | bố/mẹ/ông/bà/cha/ba/má/chồng/vợ/cụ/chú/bác/cô/dì/anh/chị/em/con/cậu/mợ mất;
    bố/mẹ/ông/bà/cha/ba/má/chồng/vợ/cụ/chú/bác/cô/dì/con/cậu qua đời; bố/mẹ/ông/bà/cha/ba/má/chồng/vợ/cụ/người chết;
    người nhà mất; người thân mất; qua đời báo; có người chết; nhà có tang; giấy chứng tử; giấy báo tử; báo tử |
    1.000656 2.000821
Chế độ khi người thân chết | chồng/vợ/bố/mẹ/cha/ba/má/ông/bà/người mất/chết hưởng/lãnh/nhận chế/tiền/trợ/bảo; mất/chết
    tiền tuất/mai; tiền tuất; trợ cấp mai táng; mai táng phí; tử tuất; chết bảo hiểm xã hội; chết đang đóng bảo hiểm;
    mất hưởng bảo hiểm | 2.000821 2.000717
Người hưởng lương hưu qua đời | lương hưu chết/mất chưa nhận/lĩnh/lãnh; đang hưởng lương hưu chết/mất; truy lĩnh lương
    hưu | 2.000717 2.000821
Thừa kế | bố/mẹ/cha/ba/ông/bà để lại nhà/đất/tài; thừa kế; chia di sản; chia nhà/đất/tài bố/mẹ/cha/ba; anh em chia
    nhà/đất/tài; khai nhận di sản; được thừa hưởng | 2.001406 1.013831 2.001016
Không nhận thừa kế | không muốn nhận thừa; từ chối thừa kế; từ chối di sản; nhường phần thừa; không lấy phần thừa;
    không nhận di sản | 2.001016
Lập di chúc | viết/lập/làm di chúc; di chúc; sau khi chết để lại nhà/đất/tài; sau này chết để/cho con | 2.001019
Chuyển đến nơi ở mới | chuyển hộ khẩu; chuyển khẩu; chuyển nhà/về/đến/sang ở nhập; nhập khẩu về/vào/theo; nhập khẩu/hộ
    cho vợ/con/chồng/bố/mẹ/cháu; mua nhà muốn/nhập hộ/khẩu/thường; chuyển thường trú; về nhà chồng ở; theo chồng nhập;
    chuyển về ở; vợ/con/chồng/bố/mẹ vào hộ khẩu; thêm tên hộ khẩu; nhập hộ khẩu | 1.004222 1.010039
Thuê nhà ở tạm | thuê trọ; ở trọ; phòng trọ; thuê nhà/phòng tạm/khai/đăng; sinh viên thuê; mới thuê nhà; làm công nhân
    trọ; đi làm xa tạm trú; đi học tạm trú; lên thành phố ở | 1.004194 1.002755
Khách ở lại | khách ngủ lại; khách ở lại; bạn đến chơi; họ hàng ở chơi; người quen ngủ/ở đêm/hôm/ngày; con cháu về
    chơi ngủ; qua đêm | 2.001159
Đi vắng lâu ngày | đi vắng; vắng nhà; đi xa lâu; tạm vắng; đi làm xa báo; xa nhà vài/mấy/nhiều tháng | 1.003677
Tách khỏi hộ | tách hộ; tách khẩu; ra riêng hộ; ở riêng tách; tách sổ hộ; riêng hộ khẩu | 1.010038
Xác nhận nơi cư trú | xác nhận cư trú; xác nhận nơi ở; chứng minh nơi ở; giấy cư trú; trường/ngân yêu/đòi/bắt xác nhận
    cư/hộ/thường; xác nhận hộ khẩu; giấy thay hộ khẩu; không còn sổ hộ khẩu; sổ hộ khẩu bị thu | 1.010041
Ra nước ngoài định cư | định cư nước ngoài; đi nước ngoài sinh sống; xuất cảnh định cư; cắt hộ khẩu nước ngoài |
    1.003197 2.000755 2.002036
Đi nước ngoài | du lịch nước ngoài; đi nước ngoài; xuất khẩu lao động; đi du học; đi du lịch
    hàn/nhật/thái/mỹ/singapore/trung/châu; ra nước ngoài chơi/làm/học; đi hàn/nhật/đài/mỹ/úc/singapore/thái
    làm/chơi/học/lao; xuất ngoại; bay đi nước | 1.001456 1.001471
Mất hộ chiếu | mất hộ chiếu; rơi/rớt hộ chiếu; hộ chiếu mất/rơi/thất; mất passport | 1.001445 1.010386 1.010385
    2.000539 1.001456
Mất thẻ căn cước | mất/rơi/rớt ví/bóp/túi căn/thẻ/cccd/giấy/chứng; mất/rơi/rớt căn cước; mất/rơi/rớt thẻ căn; mất/rơi
    chứng minh; căn cước rơi/mất/gãy/hỏng/hư/rách; mất/rơi hết giấy tờ; mất/rơi ví; mất/rơi bóp; bị móc túi giấy; rơi
    giấy tờ tùy thân; mất giấy tờ tùy thân | 1.014064 2.001194 1.000757
Căn cước hết hạn hoặc sai | căn cước hết hạn; căn cước sai; đổi căn cước; căn cước cũ; chứng minh nhân dân/thư
    đổi/sang/hết/cũ căn; 25 tuổi căn cước; 40 tuổi căn cước; 60 tuổi căn cước; căn cước đổi; thẻ căn cước quá hạn |
    1.014063 2.001195 1.000889
Đủ 14 tuổi | đủ 14 tuổi; con/cháu 14 tuổi; tròn 14; vừa 14 tuổi; căn cước lần đầu; làm căn cước công dân; đến tuổi làm
    căn | 1.014061 2.000200 1.001247
Căn cước cho trẻ em | căn cước con/bé/trẻ/cháu; căn cước cho con/bé/trẻ/cháu; con/bé/trẻ/cháu dưới 14 căn/thẻ;
    con/bé/trẻ/cháu nhỏ căn; con/bé/trẻ tuổi làm căn | 1.014062 1.012549 1.012543
Dùng định danh điện tử | vneid kích/cài/đăng/lên/làm/mức; định danh điện tử; kích hoạt định danh; cài định danh; mức 2
    định | 3.000228 1.011410
Định danh điện tử bị khóa | vneid khóa; định danh khóa; quên mật khẩu định/vneid; mở khóa vneid/định | 3.000275
Sai thông tin hộ tịch | sai tên/ngày/năm/họ/chữ/đệm; tên/ngày/họ/năm sai; khai sinh sai/nhầm/ghi; viết sai/nhầm khai;
    đổi tên con/cho; đổi họ con/theo/sang; muốn đổi tên; muốn đổi họ; tên xấu đổi; thay đổi họ tên; chữ đệm sai; tên
    giấy khai sinh sai/nhầm/khác | 1.004859
Đổi dân tộc | đổi dân tộc; theo dân tộc mẹ/cha/bố; xác định lại dân tộc; sai dân tộc | 1.004859
Xin bản sao giấy tờ hộ tịch | bản sao khai sinh; sao khai sinh; trích lục; sao lục; xin lại bản khai sinh | 2.000635
Nhận cha, mẹ, con | nhận con ruột; nhận cha; nhận bố; xét nghiệm adn nhận; nhận lại con; con đẻ nhận; nhận cha con;
    thêm tên cha/bố | 1.001022 1.000689
Nhận con nuôi | nhận con nuôi; xin con nuôi; nhận nuôi; xin trẻ về nuôi; xin đứa trẻ/bé nuôi; không con xin nuôi; con
    nuôi; trẻ bị bỏ rơi; bé bị bỏ rơi; nhận cháu làm con; con riêng vợ/chồng nhận | 2.001263 2.001255
Người nước ngoài nhận con nuôi Việt Nam | người nước ngoài nhận/xin con nuôi; nước ngoài nhận nuôi trẻ | 1.003160
    1.003976
Giám hộ cho người chưa thành niên | cháu mồ côi; bố mẹ mất cháu ở; cháu ông/bà nuôi giám; nuôi cháu mồ côi; người giám
    hộ; cha mẹ không còn ai nuôi | 1.004837
Mua bán, tặng cho nhà đất | mua nhà/đất/mảnh/miếng/lô/thửa sang/đứng/tên/giấy/sổ/thủ; sang tên sổ/đất/nhà;
    bố/mẹ/ông/bà cho/tặng đất/nhà/mảnh/lô; cho/tặng con đất/nhà/mảnh/lô; đứng tên đất/sổ/nhà; mua đất hàng xóm; bán
    đất/nhà/lô/mảnh; mua đất/nhà/lô/mảnh/căn; cho con trai/gái/cái mảnh/đất/nhà | 1.013831 2.001035 1.007674 1.007277
Đất chưa có giấy chứng nhận | đất chưa sổ; nhà chưa sổ; chưa có sổ đỏ/hồng; chưa được cấp sổ; đất khai hoang; ông bà
    để lại chưa; làm sổ đỏ lần đầu; ở lâu chưa sổ; đất ở từ lâu sổ | 1.013978
Mất sổ đỏ | mất sổ đỏ/hồng; sổ đỏ/hồng mất/cháy/thất; mất bìa đỏ; mất giấy chứng nhận đất; thất lạc sổ đỏ; mất giấy tờ
    đất/nhà | 1.012786
Sổ đỏ cũ, hỏng hoặc sai | sổ đỏ/hồng cũ/rách/nát/mờ/nhòe/hỏng/hư; đổi sổ đỏ/hồng; sổ đỏ mẫu cũ | 1.012783
Sổ đỏ ghi sai | sổ đỏ/hồng sai/nhầm; sổ đỏ ghi sai; sai sổ đỏ/hồng; nhầm tên sổ | 1.012790 1.012796
Chia tách đất | tách thửa; tách sổ đỏ; chia đất; tách đất; cắt đất con; chia mảnh đất; chia đôi đất; tách mảnh; hợp
    thửa; gộp thửa/đất/sổ; nhập hai mảnh/thửa | 1.012784
Chuyển đất sang đất ở | đất vườn/ruộng/nông/lúa/rẫy/trồng làm/xây nhà; đất vườn/ruộng/nông/lúa/rẫy sang/lên/thành
    thổ/ở/đất; lên thổ cư; chuyển thổ cư; chuyển mục đích đất; chuyển mục đích sử dụng | 1.013949 1.013823
Tranh chấp đất đai | hàng xóm lấn; lấn đất; lấn ranh; lấn chiếm; tranh chấp đất/ranh/lối; bị chiếm đất; xây lấn sang;
    rào mất lối; bịt lối đi; cãi nhau đất/ranh | 1.012812 1.013967
Thế chấp nhà đất | vay ngân hàng sổ/thế/đất/nhà; thế chấp sổ/đất/nhà/quyền; cầm sổ đỏ; cắm sổ | 1.011441
Trả xong nợ vay thế chấp | trả hết/xong nợ ngân/sổ/vay; trả hết/xong ngân hàng; xóa thế chấp; giải chấp; lấy sổ ngân
    hàng | 1.011443
Xây nhà | xây nhà; làm nhà mới; cất nhà; dựng nhà; xây lại nhà; phá nhà xây; xin phép xây; xây biệt thự; xây nhà cấp;
    giấy phép xây | 1.013225
Sửa chữa nhà | sửa nhà; sửa lại nhà; nhà sửa lại; cải tạo nhà; nâng tầng; cơi nới; xây thêm tầng/phòng; nâng thêm
    tầng; lên tầng; nhà sửa chữa; nhà xuống cấp sửa; sửa chữa nhà | 1.013229
Giấy phép xây dựng hết hạn | giấy phép xây hết hạn; giấy phép xây dựng hết/gia/quá; chưa kịp xây giấy phép; chưa xây
    hết hạn | 1.013227
Xem quy hoạch | dính quy hoạch; xem quy hoạch; có quy hoạch không; hỏi quy hoạch; đất quy hoạch; tra quy hoạch; vướng
    quy hoạch | 1.014159
Sử dụng vỉa hè, lòng đường | dựng rạp; rạp cưới/đám; đám cưới/tang đường/vỉa; bán vỉa hè; vỉa hè để/bán/kinh; vật liệu
    vỉa/đường; lòng đường; thuê vỉa | 1.013274
Chặt hạ cây xanh | chặt/cưa/đốn/hạ/bứng cây; cây xanh trước nhà; cây đổ vào nhà; cây trước nhà/cửa; di dời cây |
    1.002693
Mua nhà ở xã hội | nhà ở xã hội; nhà xã hội; nhà cho người thu nhập; chung cư giá rẻ; lương thấp mua nhà; công nhân
    mua nhà; chưa có nhà mua; không có nhà ở | 1.014632 1.115150 1.012896
Mua xe mới | mua xe/ô/máy mới; mới mua xe/ô/con; vừa mua xe/ô/con/chiếc; xe mới mua/biển/đăng; bấm/bốc biển số; đăng
    ký xe mới; mua chiếc xe; xe mới chưa biển; ra biển số; mua ô tô; mua xe máy; mua xe điện | 1.012575 1.013067
    1.013066 1.007700
Mua bán xe cũ | mua/bán xe cũ; mua lại xe; xe cũ sang/đổi/tên; sang tên xe; đổi chủ xe; xe không chính chủ; đổi tên
    chủ xe; bán xe cho; cho/tặng xe con/em/bạn; mua xe/ô/máy cũ; mua xe người khác; mua xe của | 1.013076 1.013065
Mất giấy tờ xe, biển số | mất giấy tờ xe; mất cà vẹt; mất đăng ký xe; mất/rơi/rớt biển số; mất/rơi biển xe; biển số
    rơi/mất/gãy; giấy xe/tờ mất/rơi; cà vẹt mất/rách; mất giấy xe | 1.013080 1.013082
Biển số, giấy đăng ký xe cũ hỏng | biển số mờ/cũ/hỏng/vàng; đổi biển số; đổi màu xe/sơn; đăng ký xe rách/mờ/nát; sơn
    lại xe | 1.013079
Xe hỏng không dùng nữa | xe hỏng/hư bỏ/không; xe nát bỏ; bán sắt vụn; xe không đi nữa; nộp lại biển | 1.013065
    1.013123
Học và thi lấy bằng lái | thi bằng lái/a1/b2/b1/xe/c/máy; học lái xe; thi lấy bằng; học bằng lái; chưa có bằng lái; 18
    tuổi bằng/thi; lấy bằng lái | 3.000346
Bằng lái xe hết hạn | bằng lái hết/quá/sắp hạn/hết; bằng hết hạn; bằng lái cũ/rách/mờ/gãy; đổi bằng lái; gia hạn bằng;
    giấy phép lái xe hết; bằng lái giấy đổi | 3.000347
Mất bằng lái xe | mất/rơi/rớt bằng lái; mất/rơi/rớt bằng xe; bằng lái mất/rơi/thất/cháy; mất giấy phép lái; làm rơi
    bằng; mất bằng a1/b2/máy; mất/rơi blx | 3.000348
Bằng lái xe nước ngoài | bằng lái nước ngoài/mỹ/hàn/nhật/đức/úc; bằng nước ngoài; bằng lái người nước; giấy phép lái
    xe nước ngoài | 3.000351
Lái xe ở nước ngoài | lái xe nước ngoài; bằng lái quốc tế; thuê xe nước ngoài lái | 3.000353
Bộ đội, công an đổi bằng lái | bộ đội bằng lái; bằng lái quân sự/đội; xuất ngũ bằng lái; bằng lái quân | 3.000349
    3.000350
Mở quán, cửa hàng | mở quán; mở tiệm; mở cửa hàng; mở shop; bán hàng nhà/mạng/online; buôn bán nhỏ; mở tạp hóa; mở
    sạp; bán quần áo/đồ/trà/cà/bún/phở/cơm/bánh/rau; kinh doanh nhỏ; muốn kinh doanh/buôn; kinh doanh tại nhà; mở
    salon/spa/nail; mở nhà hàng; mở xưởng; mở quầy; mở ki | 1.001612 1.008498
Ngừng kinh doanh một thời gian | tạm nghỉ/ngừng/ngưng/đóng/dừng bán/quán/cửa/tiệm; quán/tiệm/cửa tạm
    nghỉ/đóng/ngừng/dừng; nghỉ bán vài/mấy/một; tạm nghỉ vài/mấy tháng; quán tạm; nghỉ tết bán; bận việc nghỉ bán; ốm
    nghỉ bán | 1.001570
Đóng quán, cửa hàng | đóng/dẹp quán/tiệm/cửa; không bán/kinh nữa; nghỉ bán hẳn/luôn; nghỉ kinh doanh; trả giấy phép
    kinh; ế quá/khách đóng/dẹp/nghỉ; thua lỗ quán; quán ế; bỏ kinh doanh; giải thể hộ kinh | 1.001266 1.007607
Thay đổi hộ kinh doanh | đổi địa chỉ/tên/chủ quán/hộ/tiệm/cửa; quán/tiệm/cửa chuyển/đổi chỗ/địa/tên/sang; chuyển
    quán/tiệm sang/chỗ/địa; bán thêm mặt hàng; sang lại quán; thêm ngành hộ kinh | 2.000720
Mở công ty | mở công ty; lập công ty; thành lập công ty; mở doanh nghiệp; khởi nghiệp; lập doanh nghiệp; góp vốn công
    ty | 2.001583 2.001199 2.002043
Đóng cửa công ty | công ty thua lỗ/phá/đóng/giải/nợ; đóng/giải/dẹp công ty; giải thể; công ty không hoạt động/làm nữa;
    đóng cửa công ty; doanh nghiệp giải/phá | 2.002023
Công ty tạm ngừng | tạm ngừng/ngưng/dừng/nghỉ công/doanh; công ty tạm ngừng/ngưng/dừng/nghỉ/đóng; công ty nghỉ
    một/vài/mấy; công ty chưa có việc | 2.002029
Công ty chuyển trụ sở hoặc đổi tên | công ty chuyển/dời/đổi địa/trụ/văn/tên/sang; chuyển/dời/đổi trụ/địa/văn công; đổi
    tên công/doanh; thêm/bổ/đổi ngành nghề | 2.002041
Bán hàng phải khai thuế | bán hàng nộp/đóng/khai thuế; thuế hộ kinh; thuế khoán; quán nộp/đóng thuế; kinh doanh
    đóng/nộp thuế; bán online/mạng thuế; shopee thuế; tiktok thuế | 1.011022 1.014976
Cho thuê nhà | cho thuê nhà/phòng/trọ/mặt/căn/xe thuế; cho thuê đóng/nộp thuế; cho thuê nhà; cho thuê phòng; cho thuê
    mặt | 1.007689
Đi làm lần đầu cần mã số thuế | mã số thuế đi làm; chưa có mã số thuế; làm/xin/đăng mã số thuế; mới đi làm thuế |
    1.008498
Lấy lại thuế nộp thừa | lấy lại thuế; hoàn thuế; nộp thừa/dư/nhầm thuế; thuế thừa; bị trừ thuế lương; trừ thuế nhiều |
    2.002233 1.008565
Nợ thuế | nợ thuế; chưa có tiền thuế; trả dần thuế; nộp dần thuế; thuế trả góp | 1.008588
Nghỉ việc | nghỉ việc rút/lấy/lãnh/bảo/tiền; thôi việc bảo/rút; nghỉ làm rút/lấy/lãnh bảo; rút bảo hiểm; lấy tiền bảo
    hiểm; bảo hiểm một lần/cục; lãnh bảo hiểm; không đi làm bảo hiểm; nghỉ công ty bảo hiểm | 1.001613 1.001601
Tai nạn lao động | tai nạn làm/lúc/khi/ở/trong làm/việc/công/nhà/xưởng/chỗ; tai nạn lao động; bị thương khi/lúc/ở
    làm/công/việc/xưởng; máy cắt/kẹp/dập tay; tai nạn đi làm; tai nạn công trường/ty; ngã giàn giáo; ngã công trình |
    1.001632 1.001643 1.001598
Ốm đau phải nghỉ việc | ốm nghỉ làm/việc; bệnh nghỉ làm/việc; nằm viện nghỉ/lương/hưởng; con ốm nghỉ/hưởng; nghỉ ốm;
    mổ nghỉ làm; ốm/bệnh lương/bảo/hưởng/tiền | 1.001667 1.001598
Đi viện, thanh toán viện phí | tiền viện phí; hoàn/trả/thanh tiền/viện viện/phí; đi viện quên thẻ; khám trái tuyến;
    chi phí khám chữa bệnh; viện phí; nằm viện tự trả | 1.001656
Mất thẻ, sổ bảo hiểm | mất/rơi/hỏng thẻ bảo hiểm; mất/rơi sổ bảo hiểm; sai sổ/thẻ bảo hiểm; sổ/thẻ bảo hiểm
    sai/mất/rách/hỏng; gộp sổ; hai sổ bảo | 1.002759
Mua bảo hiểm y tế | mua bảo hiểm y tế; mua thẻ bảo hiểm; chưa có bảo hiểm y tế; thẻ bảo hiểm y tế hết; hộ gia đình bảo
    hiểm y tế; tham gia bảo hiểm y tế; làm thẻ bảo hiểm y tế | 1.001939
Tự đóng bảo hiểm xã hội | tự đóng bảo hiểm; bảo hiểm xã hội tự nguyện; lao động tự do bảo hiểm; mua bảo hiểm xã hội;
    làm tự do lương hưu; nông dân lương hưu | 1.002179
Nhận lương hưu | lương hưu chuyển nơi/chỗ/sang; chuyển lương hưu; nhận lương hưu chỗ/nơi khác; đổi nơi lương hưu |
    1.001742
Nhờ người nhận lương hưu | nhờ/ủy nhận/lĩnh/lãnh lương; nhận/lĩnh/lãnh lương hưu hộ/thay/giùm; không đi lĩnh/lấy/nhận
    lương; già yếu lương hưu | 1.001601
Gia đình khó khăn | hộ nghèo; gia đình khó khăn; nhà nghèo; hoàn cảnh khó khăn; sổ nghèo; xét nghèo; cận nghèo; khổ
    quá nghèo | 1.011607 1.011606
Cần luật sư mà không có tiền | không tiền luật sư; luật sư miễn phí; nghèo luật sư; nhờ luật sư không; tư vấn luật
    miễn; thuê luật sư không; trợ giúp pháp lý | 2.000829
Đi tòa | khởi kiện; kiện ra tòa; nộp đơn tòa/kiện; đòi nợ kiện; kiện người; nộp đơn khởi kiện | 3.000163
Bản án không được thi hành | bản án không trả/thi; thắng kiện không trả; tòa xử không trả; thi hành án; tòa tuyên chưa
    trả | 1.003091
Bị cán bộ làm thiệt hại | oan sai; bồi thường oan; cán bộ làm sai; cơ quan sai bồi; bị bắt oan | 2.002165 2.002192
    2.002195
Giấy tiền án tiền sự | không tiền án; tiền án tiền sự; lý lịch tư pháp; xin việc lý lịch tư; công ty yêu/đòi lý lịch
    tư; án tích | 3.000333 3.000330
Ủy quyền, xác nhận chữ ký | giấy ủy quyền; làm ủy quyền; sơ yếu lý lịch; xác nhận lý lịch; ủy quyền cho; xin việc sơ
    yếu | 2.000884
Sao chụp có chứng thực | photo công chứng; sao y; công chứng bằng/giấy/học/căn/hộ/bản; chứng thực bằng/bản/giấy; công
    chứng giấy tờ; nộp hồ sơ công chứng | 2.000815
Vào quốc tịch Việt Nam | nhập quốc tịch; xin quốc tịch; vào quốc tịch; nhập tịch | 2.002039
Bỏ quốc tịch Việt Nam | bỏ/thôi quốc tịch; nhập quốc tịch đức/nhật/hàn/mỹ/đài/nước thôi | 2.002036
Lấy lại quốc tịch Việt Nam | lấy lại quốc tịch; trở lại quốc tịch; xin lại quốc tịch; việt kiều quốc tịch | 2.002038
Người nước ngoài ở nhà mình | người nước ngoài thuê/ở/đến/lưu/ngủ/trọ; khách tây/nước ở/thuê/ngủ/lưu; khai báo người
    nước ngoài; bạn nước ngoài ở/chơi; tây thuê nhà | 1.000253 1.001437
Người nước ngoài ở lại lâu hơn | visa hết/sắp hạn/hết; gia hạn visa/thị; chồng/vợ/bạn người nước ngoài gia hạn; thị
    thực hết | 1.001146 1.003326
Người nước ngoài muốn thẻ tạm trú | thẻ tạm trú; vợ/chồng nước ngoài ở lâu/lại; ở lại việt nam lâu | 1.003460 1.003358
Người nghiện ma túy | nghiện ma túy; con/chồng/em nghiện; cai nghiện; nghiện hút | 3.000527
Đi nghĩa vụ công an | nghĩa vụ công an; đi công an; vào ngành công an; làm công an | 1.001303 1.004030
Vật nuôi bị dịch bệnh | lợn/heo/gà/trâu/bò/vịt/vật chết/bị dịch/bệnh; lợn/heo/gà/vịt/bò chết; dịch tả lợn/heo; tiêu
    hủy lợn/heo/gà/vịt | 1.013997
Bán gia súc ra tỉnh khác | chở/bán/xuất/vận/đưa lợn/heo/trâu/bò/gà/gia/vịt tỉnh/khác; kiểm dịch
    lợn/heo/trâu/bò/gà/gia/động; bán lợn/heo/bò/trâu đi | 1.002338
Ra khơi đánh cá | đánh bắt cá/hải/thủy; ra khơi; đánh cá; đi biển đánh; tàu cá giấy phép; giấy phép đánh | 1.004359
    1.003563
Mua, đóng tàu cá | mua/đóng tàu/thuyền/ghe cá; tàu cá mới/đăng; đăng ký tàu/thuyền/ghe | 1.003650 1.004344
Khai thác rừng trồng | bán/chặt/khai rừng/keo/gỗ; rừng trồng khai/bán/chặt; chặt cây rừng; rừng keo | 1.011471
    1.011470
Trang trại chăn nuôi | mở trang trại; trang trại lợn/heo/gà/bò; nuôi lợn/heo/gà nhiều/lớn/trại; trại lợn/heo/gà |
    1.008128
Mở cửa hàng thuốc trừ sâu | bán thuốc trừ/sâu/bảo/cỏ; cửa hàng thuốc trừ/bảo | 1.004363
Mở cửa hàng thuốc thú y | bán/cửa thuốc thú; mở thuốc thú y | 1.001686
Tiền rách, tiền hỏng | tiền rách/nát/cũ/mục/cháy/ướt/mối/hỏng/hư; đổi tiền rách/cũ/hỏng; chuột cắn tiền; mối ăn tiền |
    2.001077
Nghi tiền giả | tiền giả; nghi tiền giả; nhận phải tiền giả | 1.001803
Chạy xe dịch vụ | chạy xe dịch/khách/hợp/taxi/grab/tải/du; mở nhà xe; kinh doanh vận tải; mua xe chạy dịch | 1.000703
    2.002288
Chở hàng quá khổ quá tải | quá tải; quá khổ; siêu trường; chở máy/hàng lớn/to/nặng | 1.000028
Khoan giếng | khoan giếng; giếng khoan; nước ngầm; đào giếng | 1.001662 1.004223
Thay đổi chủ hộ | đổi chủ hộ; thay chủ hộ; chủ hộ mất/chết; chuyển chủ hộ | 1.010039
Mở quán karaoke, khách sạn, cầm đồ | mở/kinh karaoke/khách/nhà/cầm/vũ/massage/xoa/bi/game sạn/nghỉ/đồ/trường/bóp; mở
    quán karaoke; mở karaoke; mở khách sạn; mở nhà nghỉ; cầm đồ; karaoke | 2.001478 1.003204
Học hoặc làm việc xa nhà | con/cháu/em/mình/tôi học/đại xa/trọ/thuê; ký túc xá; đi học xa ở; ở nhờ nhà; công nhân ở
    trọ; lên thành phố làm/học; sinh viên ở | 1.004194 1.003677
Viết sai hóa đơn | hóa đơn sai/nhầm; viết/ghi/xuất/lập sai/nhầm hóa; nhầm hóa đơn; xuất hóa đơn sai/nhầm | 1.010341
Hiến đất | hiến đất; cho/tặng đất làm/mở đường; cho/tặng đất xã/nhà nước; hiến mảnh đất | 1.013979
Không trả được nợ vay | vay ngân hàng không/chưa trả; không trả nổi/được nợ; mất mùa vay/nợ/không; nợ ngân hàng
    khó/không; thiên tai nợ ngân | 1.001068
Vợ chồng không sống với nhau nữa | vợ chồng cãi/đánh/không/hết/bỏ nhau/ở/sống/hợp; không ở/sống với nhau; chồng đánh
    vợ; chồng/vợ bỏ đi; chồng ngoại tình; muốn chia tay vợ/chồng; giành nuôi con | 3.000163
Tòa đã xử mà không được trả | tòa xử không/chưa/mà; tòa đã/tuyên/phán trả/xử; thắng kiện không/chưa/mà; không chịu trả
    tòa; bản án không/chưa | 1.003091
Sinh con đang đi làm | sinh mổ nghỉ/công/lãnh/tiền; sinh nghỉ tháng; sinh con công ty; nghỉ sinh công ty; sinh xong
    tiền/lãnh/hưởng; vợ sinh nghỉ/tiền/chồng; bầu công ty | 2.000693 1.001598
Chuyển hộ kinh doanh lên công ty | bán/hộ/quán/tiệm/cửa lên/thành công/doanh; lên công ty; lên doanh nghiệp | 2.001999
    2.001583
Nhà đất bố mẹ cho | bố/mẹ/ba/má/ông/bà cho đất/nhà/mảnh/lô; đất/nhà/mảnh bố/mẹ/ba/má/ông/bà cho; chia đất con; chia
    đất cho con/mấy/các; cho con đất/nhà sống; sang tên con; đất bố mẹ để | 1.013831 1.012784 2.001035
Nhận bảo hiểm xã hội khi bệnh nặng | ung thư bảo/rút; bệnh hiểm nghèo bảo/rút; bệnh nặng rút | 1.001613 1.001667
Con vào lớp một | vào lớp một/1; nhập học cho con; xác nhận cư trú học; trường đòi cư trú/hộ | 1.010041 2.000635
Xin việc | xin việc giấy/cần/làm; đi làm công ty giấy; hồ sơ xin việc; nộp hồ sơ công ty | 2.000884 3.000333 2.000815
Mất hết giấy tờ | mất hết giấy tờ; cháy nhà mất/giấy; lũ cuốn giấy/mất; mất sạch giấy | 1.014064 2.001194 1.000757
    1.004884 1.012786
Người thân mất để lại xe | xe bố/mẹ/chồng/vợ/ông mất; bố/mẹ/chồng mất xe; thừa kế xe; xe người chết | 1.013076
    2.001406
Đi định cư theo chồng, theo con | định cư theo/với/cùng; bảo lãnh đi mỹ/úc/nước; sang ở với con | 1.001456 1.003197
    2.000755
Về nước sinh sống | về nước ở/sống/định/luôn; hồi hương; việt kiều về/mua/ở | 1.004222 2.002038 2.001895
Cho người khác đứng tên, làm thay | nhờ người làm thay; không đi được ủy; ở xa ủy quyền; ủy quyền bán/mua/làm/nhận |
    2.000884 2.001035
Làm nghề lái xe | lái taxi/grab/công/tải; chạy grab/taxi | 1.000703 2.002288 3.000346
Nuôi trồng thủy sản | nuôi tôm/cá/ếch/ba/hàu/nghêu; lồng bè; ao tôm/cá; nuôi thủy sản | 1.004692 1.014801 1.004913
Trồng cây xuất khẩu | vùng trồng; xuất khẩu sầu/vải/xoài/thanh/chuối/nhãn/mít; mã vùng | 1.014776
Làm gỗ rừng | chở/mua/bán/vận gỗ; xưởng gỗ; gỗ xuất khẩu | 1.000045 3.000160
Hành nghề có chứng chỉ | chứng chỉ xây dựng/giám; chứng chỉ hành nghề xây | 1.013237 1.013217
Đổi nơi nhận trợ cấp, lương hưu | chuyển nhà lương/trợ/hưu; chuyển chỗ ở lương/hưu; chuyển tỉnh lương/hưu | 1.001742
Chưa nhận trợ cấp của người chết | chết/mất còn tháng/tiền/lương chưa/lấy; lương hưu mất/chết còn; lãnh/nhận lương hưu
    mất/chết | 2.000717 2.000821
$$) AS line;
