<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi" sourcelanguage="en">
<context>
    <name>Errors</name>
    <message>
        <source>something in Nia is wrong: %1; please report it</source>
        <translation>Nia bị lỗi bên trong: %1; mong bạn báo lại</translation>
    </message>
    <message>
        <source>%1</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>stopped; what was done stays</source>
        <translation>đã dừng; phần làm xong vẫn còn</translation>
    </message>
    <message>
        <source>no such %1: %2</source>
        <translation>không có %1 này: %2</translation>
    </message>
    <message>
        <source>more than one %1 is called %2; choose one by its key: %3</source>
        <translation>có nhiều %1 tên là %2; hãy chọn theo khoá: %3</translation>
    </message>
    <message>
        <source>%1 exists already; choose another name or allow to replace it</source>
        <translation>%1 đã có sẵn; hãy đặt tên khác hoặc cho phép ghi đè</translation>
    </message>
    <message>
        <source>could not %1: %2</source>
        <translation>không %1 được: %2</translation>
    </message>
    <message>
        <source>the disk is full; free some space and try again, nothing that was saved is lost</source>
        <translation>ổ đĩa đã đầy; hãy dọn bớt rồi thử lại, những gì đã lưu đều còn nguyên</translation>
    </message>
    <message>
        <source>you may not read or write it; choose another place</source>
        <translation>bạn không có quyền đọc hoặc ghi; hãy chọn chỗ khác</translation>
    </message>
    <message>
        <source>is a folder; choose the files in it</source>
        <translation>là thư mục; hãy chọn các tệp bên trong</translation>
    </message>
    <message>
        <source>is not %1: %2</source>
        <translation>không phải là %1: %2</translation>
    </message>
    <message>
        <source>ends in the middle of the %1 data; the file is incomplete</source>
        <translation>dữ liệu %1 bị cụt giữa chừng; tệp chưa trọn vẹn</translation>
    </message>
    <message>
        <source>is damaged: %1</source>
        <translation>bị hỏng: %1</translation>
    </message>
    <message>
        <source>%1 is over the limit of %2</source>
        <translation>%1 vượt quá mức %2</translation>
    </message>
    <message>
        <source>not JSON: %1</source>
        <translation>không phải JSON: %1</translation>
    </message>
    <message>
        <source>not a JSON object</source>
        <translation>không phải một đối tượng JSON</translation>
    </message>
    <message>
        <source>no text field “%1”; choose another one</source>
        <translation>không có trường văn bản “%1”; hãy chọn trường khác</translation>
    </message>
    <message>
        <source>“%1” should be %2 but is %3</source>
        <translation>“%1” lẽ ra phải là %2 nhưng lại là %3</translation>
    </message>
    <message>
        <source>not valid UTF-8</source>
        <translation>không đúng mã UTF-8</translation>
    </message>
    <message>
        <source>half of a surrogate pair in an escape</source>
        <translation>chuỗi thoát chỉ có nửa cặp surrogate</translation>
    </message>
    <message>
        <source>a NUL character (U+0000)</source>
        <translation>có ký tự NUL (U+0000)</translation>
    </message>
    <message>
        <source>nested deeper than %1 levels</source>
        <translation>lồng nhau quá %1 tầng</translation>
    </message>
    <message>
        <source>longer than %1 bytes</source>
        <translation>dài hơn %1 byte</translation>
    </message>
    <message>
        <source>%1 cells where the header has %2</source>
        <translation>có %1 ô trong khi dòng tiêu đề có %2</translation>
    </message>
    <message>
        <source>a quoted cell is never closed</source>
        <translation>ô trong ngoặc kép không được đóng</translation>
    </message>
    <message>
        <source>is not a Nia workspace</source>
        <translation>không phải không gian làm việc của Nia</translation>
    </message>
    <message>
        <source>was made by a newer Nia (version %1 of the file, this program knows %2); update Nia to open it</source>
        <translation>do bản Nia mới hơn tạo ra (tệp bản %1, chương trình này đọc được bản %2); hãy cập nhật Nia để mở</translation>
    </message>
    <message>
        <source>can only be read; copy it to a place where you may write</source>
        <translation>chỉ đọc được; hãy chép sang chỗ bạn có quyền ghi</translation>
    </message>
    <message>
        <source>is damaged: %1; open a backup of it</source>
        <translation>bị hỏng: %1; hãy mở một bản sao lưu</translation>
    </message>
    <message>
        <source>another program is writing to it; try again in a moment</source>
        <translation>chương trình khác đang ghi vào tệp; lát nữa hãy thử lại</translation>
    </message>
    <message>
        <source>the workspace reports: %1</source>
        <translation>không gian làm việc báo: %1</translation>
    </message>
    <message>
        <source>no such record: %1</source>
        <translation>không có mẫu này: %1</translation>
    </message>
    <message>
        <source>no such question: %1</source>
        <translation>không có câu hỏi này: %1</translation>
    </message>
    <message>
        <source>%1 has no answer “%2”; it has %3</source>
        <translation>%1 không có câu trả lời “%2”; chỉ có %3</translation>
    </message>
    <message>
        <source>span of %1: %2</source>
        <translation>đoạn đánh dấu của %1: %2</translation>
    </message>
    <message>
        <source>%1: “%2” is not %3</source>
        <translation>%1: “%2” không phải là %3</translation>
    </message>
    <message>
        <source>%2: %3 (%1)</source>
        <translation>%2: %3 (%1)</translation>
    </message>
    <message>
        <source>is not a Nia bundle: %1</source>
        <translation>không phải gói của Nia: %1</translation>
    </message>
    <message>
        <source>open it</source>
        <translation>mở</translation>
    </message>
    <message>
        <source>opening</source>
        <translation>mở</translation>
    </message>
    <message>
        <source>read it</source>
        <translation>đọc</translation>
    </message>
    <message>
        <source>reading</source>
        <translation>đọc</translation>
    </message>
    <message>
        <source>write it</source>
        <translation>ghi</translation>
    </message>
    <message>
        <source>write the manifest</source>
        <translation>ghi bản kê</translation>
    </message>
    <message>
        <source>name the manifest</source>
        <translation>đặt tên bản kê</translation>
    </message>
    <message>
        <source>name the bundle</source>
        <translation>đặt tên gói</translation>
    </message>
    <message>
        <source>name the folder</source>
        <translation>đặt tên thư mục</translation>
    </message>
    <message>
        <source>make the folder</source>
        <translation>tạo thư mục</translation>
    </message>
    <message>
        <source>read the folder</source>
        <translation>đọc thư mục</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>không có tệp hay thư mục này</translation>
    </message>
    <message>
        <source>no such file, or it may not be read</source>
        <translation>không có tệp này, hoặc không có quyền đọc</translation>
    </message>
    <message>
        <source>cannot be opened</source>
        <translation>không mở được</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>không đọc được</translation>
    </message>
    <message>
        <source>the file ends early</source>
        <translation>tệp bị cụt</translation>
    </message>
    <message>
        <source>the disk may be full</source>
        <translation>có thể ổ đĩa đã đầy</translation>
    </message>
    <message>
        <source>the folder is missing or the disk is full</source>
        <translation>thiếu thư mục hoặc ổ đĩa đã đầy</translation>
    </message>
    <message>
        <source>the system reports a read error</source>
        <translation>hệ thống báo lỗi đọc</translation>
    </message>
    <message>
        <source>workspace</source>
        <translation>không gian làm việc</translation>
    </message>
    <message>
        <source>shard</source>
        <translation>tệp dữ liệu</translation>
    </message>
    <message>
        <source>file</source>
        <translation>tệp</translation>
    </message>
    <message>
        <source>bundle</source>
        <translation>gói</translation>
    </message>
    <message>
        <source>manifest</source>
        <translation>bản kê</translation>
    </message>
    <message>
        <source>record</source>
        <translation>mẫu</translation>
    </message>
    <message>
        <source>a string</source>
        <translation>chuỗi</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>số</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>đối tượng</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>danh sách</translation>
    </message>
    <message>
        <source>an event in it is damaged</source>
        <translation>một sự kiện bên trong bị hỏng</translation>
    </message>
    <message>
        <source>it has no bundle.json</source>
        <translation>thiếu bundle.json</translation>
    </message>
    <message>
        <source>it lists no events</source>
        <translation>không kê sự kiện nào</translation>
    </message>
    <message>
        <source>bundle.json does not come first</source>
        <translation>bundle.json không đứng đầu</translation>
    </message>
    <message>
        <source>its set of events is not the one it was made with</source>
        <translation>bộ sự kiện không khớp với lúc gói</translation>
    </message>
    <message>
        <source>its events are not in the order of their ids</source>
        <translation>các sự kiện không xếp theo mã</translation>
    </message>
    <message>
        <source>it ends within its header</source>
        <translation>tệp cụt ngay ở phần đầu</translation>
    </message>
    <message>
        <source>it has no questions</source>
        <translation>không có câu hỏi nào</translation>
    </message>
    <message>
        <source>no workspace is open</source>
        <translation>chưa mở không gian làm việc nào</translation>
    </message>
    <message>
        <source>one of these answers is your own: somebody else decides</source>
        <translation>một trong các câu trả lời là của chính bạn: để người khác quyết định</translation>
    </message>
    <message>
        <source>a decision needs a reason or a clause of the guideline</source>
        <translation>quyết định cần có lý do hoặc một điều khoản hướng dẫn</translation>
    </message>
    <message>
        <source>did you mean %1?</source>
        <translation>ý bạn là %1?</translation>
    </message>
    <message>
        <source>unknown error</source>
        <translation>lỗi chưa rõ</translation>
    </message>
    <message>
        <source>position %1</source>
        <translation>vị trí %1</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>dòng %1</translation>
    </message>
    <message>
        <source>byte %1</source>
        <translation>byte %1</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Label the records of a dataset.</source>
        <translation>Gán nhãn các mẫu của một bộ dữ liệu.</translation>
    </message>
    <message>
        <source>A workspace, bundles or shards to open.</source>
        <translation>Không gian làm việc, gói hoặc dữ liệu để mở.</translation>
    </message>
</context>
<context>
    <name>nia::views::Suggester</name>
    <message>
        <source>Learning from the answers</source>
        <translation>Đang học từ câu trả lời</translation>
    </message>
</context>
<context>
    <name>nia::widgets::AnswerDialog</name>
    <message>
        <source>Another answer</source>
        <translation>Câu trả lời khác</translation>
    </message>
    <message>
        <source>Take this answer</source>
        <translation>Lấy câu trả lời này</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>key %1</source>
        <translation>phím %1</translation>
    </message>
</context>
<context>
    <name>nia::widgets::BundleActions</name>
    <message>
        <source>Bundles to merge</source>
        <translation>Chọn gói để gộp</translation>
    </message>
    <message>
        <source>Nia bundles (*.niab);;All files (*)</source>
        <translation>Gói của Nia (*.niab);;Mọi tệp (*)</translation>
    </message>
</context>
<context>
    <name>nia::widgets::CommentDialog</name>
    <message>
        <source>Comment on the record</source>
        <translation>Nhận xét về mẫu</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Huỷ</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
</context>
<context>
    <name>nia::widgets::DifferencesPanel</name>
    <message>
        <source>none</source>
        <translation>không có</translation>
    </message>
    <message>
        <source>Answers that differ</source>
        <translation>Những câu trả lời khác nhau</translation>
    </message>
    <message numerus="yes">
        <source>%n question(s) differ</source>
        <translation>
            <numerusform>%n câu hỏi có bất đồng</numerusform>
        </translation>
    </message>
    <message>
        <source>Contested: %1</source>
        <translation>Còn tranh chấp: %1</translation>
    </message>
    <message>
        <source>One of these is your own answer: somebody else decides.</source>
        <translation>Trong này có câu trả lời của bạn: để người khác phân xử.</translation>
    </message>
    <message>
        <source>open</source>
        <translation>chưa quyết định</translation>
    </message>
    <message numerus="yes">
        <source>%n annotator(s)</source>
        <translation>
            <numerusform>%n người gán nhãn</numerusform>
        </translation>
    </message>
    <message>
        <source>not saved yet: %1 decides</source>
        <translation>chưa lưu: %1 để quyết định</translation>
    </message>
    <message>
        <source>take</source>
        <translation>lấy</translation>
    </message>
    <message>
        <source>or another</source>
        <translation>hoặc câu khác</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>“%1”</translation>
    </message>
</context>
<context>
    <name>nia::widgets::ExportPlace</name>
    <message>
        <source>No workspace is open</source>
        <translation>Chưa mở không gian làm việc</translation>
    </message>
    <message>
        <source>Open one on Start; then a subset of it can be written here.</source>
        <translation>Hãy mở ở Mở đầu; rồi có thể ghi một tập chọn lọc tại đây.</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Ghi</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Mở thư mục</translation>
    </message>
    <message>
        <source>Which records</source>
        <translation>Lấy mẫu nào</translation>
    </message>
    <message>
        <source>a query; none takes all</source>
        <translation>câu truy vấn; để trống là lấy hết</translation>
    </message>
    <message>
        <source>All records; for example is:labeled</source>
        <translation>Tất cả mẫu; ví dụ is:labeled</translation>
    </message>
    <message>
        <source>Which records: a query</source>
        <translation>Lấy mẫu nào: câu truy vấn</translation>
    </message>
    <message>
        <source>Which answer</source>
        <translation>Lấy câu trả lời nào</translation>
    </message>
    <message>
        <source>one final answer for each record and question</source>
        <translation>mỗi mẫu và câu hỏi một câu trả lời cuối</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>Tốt nhất</translation>
    </message>
    <message>
        <source>decided, then all agree, then ⅔</source>
        <translation>phân xử, rồi nhất trí, rồi ⅔</translation>
    </message>
    <message>
        <source>Decided by a reviewer</source>
        <translation>Đã phân xử</translation>
    </message>
    <message>
        <source>nothing else</source>
        <translation>ngoài ra không lấy</translation>
    </message>
    <message>
        <source>All annotators agree</source>
        <translation>Mọi người gán nhãn nhất trí</translation>
    </message>
    <message>
        <source>Majority</source>
        <translation>Đa số</translation>
    </message>
    <message>
        <source>ties give no answer</source>
        <translation>ngang phiếu thì không có câu trả lời</translation>
    </message>
    <message>
        <source>Which form</source>
        <translation>Dạng nào</translation>
    </message>
    <message>
        <source>how it is written</source>
        <translation>ghi ra thế nào</translation>
    </message>
    <message>
        <source>JSON Lines</source>
        <translation>JSON Lines</translation>
    </message>
    <message>
        <source>JSON Lines, zstd</source>
        <translation>JSON Lines, nén zstd</translation>
    </message>
    <message>
        <source>JSON Lines, gzip</source>
        <translation>JSON Lines, nén gzip</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>CSV, gzip</source>
        <translation>CSV, nén gzip</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Định dạng</translation>
    </message>
    <message>
        <source>Write to</source>
        <translation>Ghi vào</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Chọn…</translation>
    </message>
    <message>
        <source>Replace a file of that name</source>
        <translation>Ghi đè tệp trùng tên</translation>
    </message>
    <message>
        <source>Leave out records without an answer</source>
        <translation>Bỏ mẫu chưa có câu trả lời</translation>
    </message>
    <message>
        <source>First lines, as they will be written</source>
        <translation>Mấy dòng đầu, đúng như sẽ ghi</translation>
    </message>
    <message>
        <source>Manifest</source>
        <translation>Bản kê</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Xuất</translation>
    </message>
    <message numerus="yes">
        <source>of %n record(s)</source>
        <translation>
            <numerusform>trong %n mẫu</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Write %n record(s)</source>
        <translation>
            <numerusform>Ghi %n mẫu</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 records will be left out.</source>
        <translation>Sẽ bỏ ra %1 trong %2 mẫu.</translation>
    </message>
    <message>
        <source>%1 of the first %2 records would be left out.</source>
        <translation>%1 trong %2 mẫu đầu sẽ bị bỏ ra.</translation>
    </message>
    <message>
        <source>no line</source>
        <translation>không có dòng nào</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n dòng</numerusform>
        </translation>
    </message>
    <message>
        <source>Write the subset to</source>
        <translation>Ghi tập chọn lọc vào</translation>
    </message>
    <message>
        <source>Name the file first.</source>
        <translation>Hãy đặt tên tệp trước.</translation>
    </message>
    <message>
        <source>Writing the subset</source>
        <translation>Đang ghi tập chọn lọc</translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation>Đang ghi…</translation>
    </message>
    <message>
        <source>Stopped; nothing was written.</source>
        <translation>Đã dừng; chưa ghi gì cả.</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) are in %1, with a manifest beside it.</source>
        <translation>
            <numerusform>Đã ghi %n mẫu vào %1, kèm bản kê bên cạnh.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left out.</source>
        <translation>
            <numerusform>Bỏ ra %n mẫu.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nia::widgets::ImportActions</name>
    <message>
        <source>Making %1</source>
        <translation>Đang tạo %1</translation>
    </message>
    <message numerus="yes">
        <source>%n files</source>
        <translation>
            <numerusform>%n tệp</numerusform>
        </translation>
    </message>
    <message>
        <source>Importing %1</source>
        <translation>Đang nạp %1</translation>
    </message>
    <message numerus="yes">
        <source>%n new record(s)</source>
        <translation>
            <numerusform>%n mẫu mới</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>of these %n changed</source>
        <translation>
            <numerusform>trong đó %n mẫu đã đổi</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n already here</source>
        <translation>
            <numerusform>%n mẫu đã có sẵn</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) could not be read</source>
        <translation>
            <numerusform>%n dòng không đọc được</numerusform>
        </translation>
    </message>
    <message>
        <source>Shards (*.jsonl *.ndjson *.json *.csv *.tsv *.gz *.zst);;All files (*)</source>
        <translation>Tệp dữ liệu (*.jsonl *.ndjson *.json *.csv *.tsv *.gz *.zst);;Mọi tệp (*)</translation>
    </message>
</context>
<context>
    <name>nia::widgets::ImportDialog</name>
    <message numerus="yes">
        <source>%n files</source>
        <translation>
            <numerusform>%n tệp</numerusform>
        </translation>
    </message>
    <message>
        <source>Import %1</source>
        <translation>Nạp %1</translation>
    </message>
    <message>
        <source>First records, as they will be read</source>
        <translation>Mấy mẫu đầu, đúng như sẽ đọc</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Tệp</translation>
    </message>
    <message>
        <source>JSON Lines</source>
        <translation>JSON Lines</translation>
    </message>
    <message>
        <source>CSV, a table with commas or the like</source>
        <translation>CSV, bảng ngăn bằng dấu phẩy hoặc tương tự</translation>
    </message>
    <message>
        <source>TSV, a table with tabs</source>
        <translation>TSV, bảng ngăn bằng dấu tab</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Định dạng</translation>
    </message>
    <message>
        <source>guessed from the beginning</source>
        <translation>đoán từ phần đầu tệp</translation>
    </message>
    <message>
        <source>comma ,</source>
        <translation>dấu phẩy ,</translation>
    </message>
    <message>
        <source>semicolon ;</source>
        <translation>dấu chấm phẩy ;</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>dấu tab</translation>
    </message>
    <message>
        <source>bar |</source>
        <translation>dấu gạch đứng |</translation>
    </message>
    <message>
        <source>Between cells</source>
        <translation>Giữa các ô</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Văn bản</translation>
    </message>
    <message>
        <source>what is read and labelled</source>
        <translation>phần để đọc và gán nhãn</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Mã</translation>
    </message>
    <message>
        <source>names a record on every machine</source>
        <translation>gọi tên mẫu, máy nào cũng vậy</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>Bộ dữ liệu</translation>
    </message>
    <message>
        <source>the same name for all who work together</source>
        <translation>cả nhóm dùng chung một tên</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Nạp</translation>
    </message>
    <message>
        <source>Looking into %1</source>
        <translation>Đang xem %1</translation>
    </message>
    <message>
        <source>none: file name and line</source>
        <translation>không có: tên tệp và số dòng</translation>
    </message>
    <message numerus="yes">
        <source>Cannot be read: %n of the first lines (%1). They are kept aside with place and reason.</source>
        <translation>
            <numerusform>Không đọc được %n trong những dòng đầu (%1). Chúng được để riêng, kèm vị trí và lý do.</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no record in it.</source>
        <translation>Trong tệp không có mẫu nào.</translation>
    </message>
    <message>
        <source>What you correct here counts for all files; the rest is guessed for each.</source>
        <translation>Chỗ bạn sửa áp dụng cho mọi tệp; phần còn lại đoán riêng từng tệp.</translation>
    </message>
</context>
<context>
    <name>nia::widgets::JobDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
</context>
<context>
    <name>nia::widgets::LabelBar</name>
    <message>
        <source>Comment</source>
        <translation>Nhận xét</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>Gắn cờ</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Bỏ qua</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Tiếp</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Chép chi tiết</translation>
    </message>
    <message>
        <source>Why? What made you hesitate?</source>
        <translation>Vì sao? Bạn phân vân chỗ nào?</translation>
    </message>
    <message>
        <source>Flagged</source>
        <translation>Đã gắn cờ</translation>
    </message>
    <message>
        <source>Skipped: %1</source>
        <translation>Đã bỏ qua: %1</translation>
    </message>
    <message>
        <source>All answered</source>
        <translation>Đã trả lời đủ</translation>
    </message>
    <message>
        <source>Left: %1</source>
        <translation>Còn: %1</translation>
    </message>
    <message>
        <source>Confirm and go on</source>
        <translation>Xác nhận và sang mẫu sau</translation>
    </message>
    <message>
        <source>Why is it skipped?</source>
        <translation>Vì sao bỏ qua?</translation>
    </message>
</context>
<context>
    <name>nia::widgets::LabelPlace</name>
    <message>
        <source>Nothing to do again</source>
        <translation>Không có gì để làm lại</translation>
    </message>
    <message>
        <source>Goes on by itself after the last answer</source>
        <translation>Tự sang mẫu sau khi trả lời xong</translation>
    </message>
    <message>
        <source>Waits for Enter after the last answer</source>
        <translation>Chờ Enter sau câu cuối</translation>
    </message>
    <message>
        <source>This is the first record</source>
        <translation>Đây là mẫu đầu</translation>
    </message>
    <message>
        <source>This was the last record</source>
        <translation>Đây là mẫu cuối</translation>
    </message>
    <message numerus="yes">
        <source>%n questions</source>
        <translation>
            <numerusform>%n câu</numerusform>
        </translation>
    </message>
    <message>
        <source>No workspace is open</source>
        <translation>Chưa mở không gian làm việc</translation>
    </message>
    <message>
        <source>Records are labelled here, one after the other, by keys.</source>
        <translation>Ở đây ta gán nhãn từng mẫu một, bằng phím.</translation>
    </message>
    <message>
        <source>Go to Start</source>
        <translation>Về Mở đầu</translation>
    </message>
    <message>
        <source>No records yet</source>
        <translation>Chưa có mẫu nào</translation>
    </message>
    <message>
        <source>Bring in a shard: its records appear here while they are read.</source>
        <translation>Nạp một tệp dữ liệu: mẫu hiện dần ở đây trong lúc nạp.</translation>
    </message>
    <message>
        <source>No record matches</source>
        <translation>Không có mẫu nào khớp</translation>
    </message>
    <message>
        <source>Nothing is found by %1</source>
        <translation>Không tìm thấy gì với %1</translation>
    </message>
    <message>
        <source>Clear the query</source>
        <translation>Xoá truy vấn</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Đã bỏ qua</translation>
    </message>
    <message>
        <source>There is no suggestion to explain</source>
        <translation>Không có gợi ý nào để giải thích</translation>
    </message>
    <message>
        <source>No single words stand out</source>
        <translation>Không có từ nào nổi bật</translation>
    </message>
    <message>
        <source>training…</source>
        <translation>đang học…</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Gán nhãn</translation>
    </message>
    <message>
        <source>Your Vietnamese keyboard program is on: switch it to E, or use the digits.</source>
        <translation>Bộ gõ đang ở chế độ tiếng Việt: hãy chuyển sang E hoặc dùng phím số.</translation>
    </message>
    <message>
        <source>Still to be answered: %1</source>
        <translation>Còn chưa trả lời: %1</translation>
    </message>
    <message>
        <source>This record cannot be read</source>
        <translation>Không đọc được mẫu này</translation>
    </message>
    <message>
        <source>The workspace cannot be opened</source>
        <translation>Không mở được không gian làm việc</translation>
    </message>
    <message>
        <source>Nothing to undo</source>
        <translation>Không có gì để hoàn tác</translation>
    </message>
    <message numerus="yes">
        <source>%n answers were not saved. Give them again.</source>
        <translation>
            <numerusform>%n câu trả lời chưa được lưu. Hãy trả lời lại.</numerusform>
        </translation>
    </message>
    <message>
        <source>Your answer was not saved. Give it again.</source>
        <translation>Câu trả lời chưa được lưu. Hãy trả lời lại.</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Chưa lưu</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>Đã hoàn tác</translation>
    </message>
    <message>
        <source>Undone: %1</source>
        <translation>Đã hoàn tác: %1</translation>
    </message>
</context>
<context>
    <name>nia::widgets::LinesView</name>
    <message numerus="yes">
        <source> … and %n more characters</source>
        <translation>
            <numerusform> … và %n ký tự nữa</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nia::widgets::MainWindow</name>
    <message>
        <source>Import shards</source>
        <translation>Nạp dữ liệu</translation>
    </message>
    <message>
        <source>this machine</source>
        <translation>máy này</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>đã lưu</translation>
    </message>
    <message>
        <source>saving…</source>
        <translation>đang lưu…</translation>
    </message>
    <message>
        <source>not saved</source>
        <translation>chưa lưu được</translation>
    </message>
    <message>
        <source>Open a workspace</source>
        <translation>Mở không gian làm việc</translation>
    </message>
    <message>
        <source>Nia workspaces (*.nia)</source>
        <translation>Không gian làm việc Nia (*.nia)</translation>
    </message>
    <message>
        <source>New from shards: which files?</source>
        <translation>Tạo mới: từ những tệp nào?</translation>
    </message>
    <message>
        <source>New workspace</source>
        <translation>Không gian làm việc mới</translation>
    </message>
    <message>
        <source>Open the workspace first that these bundles belong to.</source>
        <translation>Hãy mở không gian làm việc của các gói này trước.</translation>
    </message>
</context>
<context>
    <name>nia::widgets::MergeDialog</name>
    <message>
        <source>Merge work</source>
        <translation>Gộp phần việc</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Xem lại</translation>
    </message>
    <message>
        <source>Merging %1</source>
        <translation>Đang gộp %1</translation>
    </message>
    <message>
        <source>%1: %2 new, %3 already here</source>
        <translation>%1: %2 mới, %3 đã có sẵn</translation>
    </message>
    <message numerus="yes">
        <source>; %n new record(s)</source>
        <translation>
            <numerusform>; %n mẫu mới</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) wait for records that are not here.</source>
        <translation>
            <numerusform>%n câu trả lời đang chờ những mẫu chưa có ở đây.</numerusform>
        </translation>
    </message>
    <message>
        <source>The same records stand here under another dataset (%1): import that file under the dataset name your colleague used, and they count.</source>
        <translation>Những mẫu ấy ở đây lại thuộc bộ dữ liệu khác (%1): hãy nạp tệp đó với tên bộ dữ liệu mà đồng nghiệp đã dùng, chúng sẽ được tính.</translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) wait for questions that are not here.</source>
        <translation>
            <numerusform>%n câu trả lời đang chờ những câu hỏi chưa có ở đây.</numerusform>
        </translation>
    </message>
    <message>
        <source>Another machine&apos;s clock is ahead of this one; its answers are taken as they are.</source>
        <translation>Đồng hồ máy kia chạy nhanh hơn máy này; câu trả lời vẫn giữ nguyên.</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) are answered differently now.</source>
        <translation>
            <numerusform>Hiện có %n mẫu được trả lời khác nhau.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody disagrees.</source>
        <translation>Không có bất đồng nào.</translation>
    </message>
</context>
<context>
    <name>nia::widgets::Palette</name>
    <message>
        <source>All keys</source>
        <translation>Tất cả phím tắt</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>Tìm lệnh</translation>
    </message>
    <message>
        <source>Type a few letters</source>
        <translation>Gõ vài chữ</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Gán nhãn</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Xem lại</translation>
    </message>
    <message>
        <source>Text field</source>
        <translation>Ô nhập</translation>
    </message>
</context>
<context>
    <name>nia::widgets::QueryBox</name>
    <message>
        <source>Search or query</source>
        <translation>Tìm hoặc truy vấn</translation>
    </message>
    <message numerus="yes">
        <source>%n records</source>
        <translation>
            <numerusform>%n mẫu</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nia::widgets::QueryField</name>
    <message>
        <source>Search or filter</source>
        <translation>Tìm hoặc lọc</translation>
    </message>
</context>
<context>
    <name>nia::widgets::QuestionsPanel</name>
    <message>
        <source>suggested, taken</source>
        <translation>gợi ý, đã nhận</translation>
    </message>
    <message>
        <source>suggested</source>
        <translation>gợi ý</translation>
    </message>
    <message>
        <source>low</source>
        <translation>thấp</translation>
    </message>
    <message>
        <source>medium</source>
        <translation>vừa</translation>
    </message>
    <message>
        <source>high</source>
        <translation>cao</translation>
    </message>
    <message>
        <source>why?</source>
        <translation>vì sao?</translation>
    </message>
    <message>
        <source>hide</source>
        <translation>ẩn</translation>
    </message>
    <message>
        <source>take it</source>
        <translation>nhận</translation>
    </message>
    <message>
        <source>Answer in your own words</source>
        <translation>Trả lời bằng lời của bạn</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>Câu hỏi</translation>
    </message>
    <message>
        <source>Press %1 to write</source>
        <translation>Bấm %1 để viết</translation>
    </message>
    <message>
        <source>key %1</source>
        <translation>phím %1</translation>
    </message>
    <message>
        <source>suggested, %1</source>
        <translation>gợi ý, %1</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>đã chọn</translation>
    </message>
    <message>
        <source>not chosen</source>
        <translation>chưa chọn</translation>
    </message>
    <message>
        <source>Marking stretches of the text comes with a later version. Such questions are left out here: they stay unanswered.</source>
        <translation>Phiên bản này chưa đánh dấu được đoạn văn. Các câu hỏi loại ấy không hiện ở đây và để trống.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 trên %2</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>không bắt buộc</translation>
    </message>
    <message>
        <source>none of these</source>
        <translation>không có mục nào</translation>
    </message>
    <message>
        <source>Fits: %1</source>
        <translation>Đúng: %1</translation>
    </message>
    <message>
        <source>Does not fit: %1</source>
        <translation>Không đúng: %1</translation>
    </message>
    <message>
        <source>Does not fit: %1 → %2</source>
        <translation>Không đúng: %1 → %2</translation>
    </message>
    <message>
        <source>Border: %1</source>
        <translation>Ranh giới: %1</translation>
    </message>
</context>
<context>
    <name>nia::widgets::Rail</name>
    <message>
        <source>Places</source>
        <translation>Các nơi làm việc</translation>
    </message>
</context>
<context>
    <name>nia::widgets::RawView</name>
    <message>
        <source>The record as it came</source>
        <translation>Bản ghi gốc</translation>
    </message>
    <message numerus="yes">
        <source>
… and %n more characters</source>
        <translation>
            <numerusform>
… còn %n ký tự nữa</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nia::widgets::Reader</name>
    <message>
        <source>Text of the record</source>
        <translation>Văn bản của mẫu</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Chép</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Chọn hết</translation>
    </message>
</context>
<context>
    <name>nia::widgets::ReaderPane</name>
    <message>
        <source>List</source>
        <translation>Danh sách</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Thử lại</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Chép chi tiết</translation>
    </message>
    <message numerus="yes">
        <source>%n words</source>
        <translation>
            <numerusform>%n từ</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 trên %2</translation>
    </message>
</context>
<context>
    <name>nia::widgets::RecentDelegate</name>
    <message>
        <source>yesterday</source>
        <translation>hôm qua</translation>
    </message>
    <message>
        <source>%1, %2 of %3 done</source>
        <translation>%1, xong %2 trên %3</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>không thấy</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 trên %2</translation>
    </message>
</context>
<context>
    <name>nia::widgets::RecordDelegate</name>
    <message>
        <source>skipped</source>
        <translation>đã bỏ qua</translation>
    </message>
    <message numerus="yes">
        <source>%n characters</source>
        <translation>
            <numerusform>%n ký tự</numerusform>
        </translation>
    </message>
    <message>
        <source>flagged</source>
        <translation>đã gắn cờ</translation>
    </message>
    <message>
        <source>(empty text)</source>
        <translation>(văn bản trống)</translation>
    </message>
</context>
<context>
    <name>nia::widgets::RecordList</name>
    <message>
        <source>Records</source>
        <translation>Danh sách mẫu</translation>
    </message>
</context>
<context>
    <name>nia::widgets::RejectsDialog</name>
    <message>
        <source>Lines that could not be read</source>
        <translation>Những dòng không đọc được</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Tệp</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Dòng</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Lý do</translation>
    </message>
    <message>
        <source>Beginning</source>
        <translation>Đoạn đầu</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>The first %1 of %2 are shown.</source>
        <translation>Hiện %1 dòng đầu trong %2.</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n dòng</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nia::widgets::ReviewCard</name>
    <message>
        <source>Answer %1, key %2, given by %3</source>
        <translation>Câu trả lời %1, phím %2, do %3 chọn</translation>
    </message>
</context>
<context>
    <name>nia::widgets::ReviewDelegate</name>
    <message>
        <source>(empty text)</source>
        <translation>(văn bản trống)</translation>
    </message>
</context>
<context>
    <name>nia::widgets::ReviewFoot</name>
    <message>
        <source>Decide</source>
        <translation>Quyết định</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Lý do</translation>
    </message>
    <message>
        <source>Clause</source>
        <translation>Điều khoản</translation>
    </message>
    <message>
        <source>Why this answer?</source>
        <translation>Vì sao chọn câu trả lời này?</translation>
    </message>
    <message>
        <source>Clause of the guideline</source>
        <translation>Điều khoản của hướng dẫn</translation>
    </message>
    <message>
        <source>none</source>
        <translation>không có</translation>
    </message>
    <message>
        <source>%1 again takes a recent reason:</source>
        <translation>Bấm %1 lần nữa để lấy lý do gần đây:</translation>
    </message>
    <message>
        <source>Why this answer? %1 again: a recent reason</source>
        <translation>Vì sao chọn câu này? Bấm %1 lần nữa: lý do gần đây</translation>
    </message>
</context>
<context>
    <name>nia::widgets::ReviewPlace</name>
    <message>
        <source>The decision is saved.</source>
        <translation>Đã lưu quyết định.</translation>
    </message>
    <message>
        <source>Merge a colleague&apos;s bundle…</source>
        <translation>Gộp gói của đồng nghiệp…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Thử lại</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Xem lại</translation>
    </message>
    <message>
        <source>Records to review</source>
        <translation>Các mẫu cần xem lại</translation>
    </message>
    <message>
        <source>Looking for different answers…</source>
        <translation>Đang tìm các câu trả lời khác nhau…</translation>
    </message>
    <message>
        <source>The list could not be made</source>
        <translation>Không lập được danh sách</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) to decide</source>
        <translation>
            <numerusform>Còn %n mẫu cần phân xử</numerusform>
        </translation>
    </message>
    <message>
        <source>No workspace is open</source>
        <translation>Chưa mở không gian làm việc</translation>
    </message>
    <message>
        <source>Nothing to review</source>
        <translation>Không có gì để xem lại</translation>
    </message>
    <message>
        <source>Open one on Start; then records that annotators answered differently are here.</source>
        <translation>Hãy mở ở Mở đầu; những mẫu mọi người trả lời khác nhau sẽ hiện ở đây.</translation>
    </message>
    <message numerus="yes">
        <source>All is decided: %n record(s) on which annotators differed.</source>
        <translation>
            <numerusform>Đã phân xử hết: %n mẫu từng có bất đồng.</numerusform>
        </translation>
    </message>
    <message>
        <source>No record is answered differently by two annotators. Merge a colleague&apos;s bundle; where answers differ they appear here.</source>
        <translation>Chưa có mẫu nào được hai người trả lời khác nhau. Hãy gộp gói của đồng nghiệp; chỗ nào khác nhau sẽ hiện ở đây.</translation>
    </message>
    <message numerus="yes">
        <source>%n decided</source>
        <translation>
            <numerusform>%n mẫu đã phân xử</numerusform>
        </translation>
    </message>
    <message>
        <source>Spans can only be taken from a card.</source>
        <translation>Đoạn đánh dấu chỉ lấy được từ thẻ.</translation>
    </message>
    <message>
        <source>One of these answers is your own: somebody else decides here.</source>
        <translation>Trong này có câu trả lời của bạn: để người khác phân xử.</translation>
    </message>
    <message>
        <source>Take a card first: press its number.</source>
        <translation>Chọn một thẻ trước: bấm số của thẻ.</translation>
    </message>
    <message>
        <source>A decision needs a reason or a clause of the guideline.</source>
        <translation>Quyết định cần có lý do hoặc một điều khoản của hướng dẫn.</translation>
    </message>
    <message>
        <source>That was the last difference.</source>
        <translation>Hết bất đồng rồi.</translation>
    </message>
    <message>
        <source>Flagged.</source>
        <translation>Đã gắn cờ.</translation>
    </message>
    <message>
        <source>The flag is gone.</source>
        <translation>Đã bỏ cờ.</translation>
    </message>
    <message>
        <source>There is no other difference that way.</source>
        <translation>Hướng đó không còn bất đồng nào.</translation>
    </message>
    <message>
        <source>Your keyboard program is in Vietnamese mode: switch it to E, or use the digits.</source>
        <translation>Bộ gõ đang ở chế độ tiếng Việt: chuyển sang E, hoặc dùng phím số.</translation>
    </message>
    <message>
        <source>Narrow down</source>
        <translation>Lọc bớt</translation>
    </message>
    <message>
        <source>Only records that match: a query</source>
        <translation>Chỉ những mẫu khớp: câu truy vấn</translation>
    </message>
    <message>
        <source>The comment is saved.</source>
        <translation>Đã lưu nhận xét.</translation>
    </message>
    <message>
        <source>The decision is taken back.</source>
        <translation>Quyết định đã được rút lại.</translation>
    </message>
    <message>
        <source>The decision is taken back: %1</source>
        <translation>Đã rút lại quyết định: %1</translation>
    </message>
    <message>
        <source>There is no decision of yours.</source>
        <translation>Bạn chưa có quyết định nào.</translation>
    </message>
    <message>
        <source>Nothing to do again</source>
        <translation>Không có gì để làm lại</translation>
    </message>
</context>
<context>
    <name>nia::widgets::SendWorkDialog</name>
    <message>
        <source>Send your work</source>
        <translation>Gửi phần việc của bạn</translation>
    </message>
    <message>
        <source>Only my answers</source>
        <translation>Chỉ câu trả lời của tôi</translation>
    </message>
    <message>
        <source>Everybody&apos;s answers and decisions</source>
        <translation>Câu trả lời và quyết định của mọi người</translation>
    </message>
    <message>
        <source>The texts too, for somebody who does not have them</source>
        <translation>Kèm cả văn bản, cho người chưa có</translation>
    </message>
    <message>
        <source>Replace a file of that name</source>
        <translation>Ghi đè tệp trùng tên</translation>
    </message>
    <message>
        <source>Make the bundle</source>
        <translation>Tạo gói</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Mở thư mục</translation>
    </message>
    <message>
        <source>A bundle is one file for a colleague: mail it, or put it on a stick. Merging it twice does no harm.</source>
        <translation>Gói là một tệp gửi cho đồng nghiệp: gửi thư hay chép vào USB đều được. Lỡ gộp hai lần cũng không sao.</translation>
    </message>
    <message>
        <source>Write to</source>
        <translation>Ghi vào</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Chọn…</translation>
    </message>
    <message>
        <source>Write the bundle to</source>
        <translation>Ghi gói vào</translation>
    </message>
    <message>
        <source>Nia bundles (*.niab)</source>
        <translation>Gói của Nia (*.niab)</translation>
    </message>
    <message>
        <source>Name the file first.</source>
        <translation>Hãy đặt tên tệp trước.</translation>
    </message>
    <message>
        <source>Packing a bundle</source>
        <translation>Đang tạo gói</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n sự kiện</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 và %2</translation>
    </message>
    <message numerus="yes">
        <source>%n text(s)</source>
        <translation>
            <numerusform>%n văn bản</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 are in %2 (%3).</source>
        <translation>%1 đã nằm trong %2 (%3).</translation>
    </message>
    <message>
        <source>Stopped; nothing was written.</source>
        <translation>Đã dừng; chưa ghi gì cả.</translation>
    </message>
</context>
<context>
    <name>nia::widgets::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Cài đặt</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Giao diện</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Theo hệ thống</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Sáng</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Tối</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Ngôn ngữ</translation>
    </message>
    <message>
        <source>The window changes its language at the next start; questions do at once.</source>
        <translation>Cửa sổ đổi ngôn ngữ ở lần mở sau; câu hỏi thì đổi ngay.</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>Size of the text</source>
        <translation>Cỡ chữ văn bản</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>Gợi ý</translation>
    </message>
    <message>
        <source>Beside the answers</source>
        <translation>Cạnh các câu trả lời</translation>
    </message>
    <message>
        <source>After my answer</source>
        <translation>Sau khi tôi trả lời</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Tắt</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Records without a suggestion</source>
        <translation>Mẫu không có gợi ý</translation>
    </message>
    <message>
        <source>A share of the records is shown without, so that the influence of suggesting can be measured.</source>
        <translation>Một phần số mẫu được hiện không kèm gợi ý, để đo được ảnh hưởng của việc gợi ý.</translation>
    </message>
    <message>
        <source>Go on by itself after the last answer</source>
        <translation>Tự sang mẫu sau khi trả lời câu cuối</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
</context>
<context>
    <name>nia::widgets::ShareBars</name>
    <message>
        <source>%1: %2 decided, %3 where all agree, %4 by majority, %5 without an answer</source>
        <translation>%1: %2 đã phân xử, %3 nhất trí, %4 theo đa số, %5 chưa có câu trả lời</translation>
    </message>
    <message>
        <source>%1 without</source>
        <translation>%1 chưa có</translation>
    </message>
    <message>
        <source>decided</source>
        <translation>phân xử</translation>
    </message>
    <message>
        <source>all agree</source>
        <translation>nhất trí</translation>
    </message>
    <message>
        <source>majority</source>
        <translation>đa số</translation>
    </message>
    <message>
        <source>none</source>
        <translation>không có</translation>
    </message>
</context>
<context>
    <name>nia::widgets::StartPlace</name>
    <message>
        <source>Start</source>
        <translation>Mở đầu</translation>
    </message>
    <message>
        <source>Go on labelling</source>
        <translation>Gán nhãn tiếp</translation>
    </message>
    <message>
        <source>Recent workspaces</source>
        <translation>Không gian làm việc gần đây</translation>
    </message>
    <message>
        <source>↑ ↓ to choose</source>
        <translation>↑ ↓ để chọn</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Bắt đầu</translation>
    </message>
    <message>
        <source>Open a workspace</source>
        <translation>Mở không gian làm việc</translation>
    </message>
    <message>
        <source>a .nia file</source>
        <translation>tệp .nia</translation>
    </message>
    <message>
        <source>New from shards</source>
        <translation>Tạo mới từ dữ liệu</translation>
    </message>
    <message>
        <source>JSONL, CSV, TSV, also gz and zst</source>
        <translation>JSONL, CSV, TSV, cả gz và zst</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>Bộ mẫu thử</translation>
    </message>
    <message>
        <source>60 records to learn with</source>
        <translation>60 mẫu để làm quen</translation>
    </message>
    <message>
        <source>Merge bundles</source>
        <translation>Gộp phần việc</translation>
    </message>
    <message>
        <source>work of others, .niab files</source>
        <translation>của người khác, tệp .niab</translation>
    </message>
    <message>
        <source>Send my work</source>
        <translation>Gửi phần việc của tôi</translation>
    </message>
    <message>
        <source>a bundle for the team</source>
        <translation>một gói cho cả nhóm</translation>
    </message>
    <message>
        <source>Drop files anywhere</source>
        <translation>Thả tệp vào đâu cũng được</translation>
    </message>
    <message>
        <source>Shards are looked at first, then loaded</source>
        <translation>Dữ liệu được xem trước rồi mới nạp</translation>
    </message>
    <message>
        <source>Where you stopped · %1 · %2 of %3 done</source>
        <translation>Lần trước dừng ở đây · %1 · xong %2 trên %3</translation>
    </message>
    <message>
        <source>%1 is not there now. Is its drive connected?</source>
        <translation>Hiện không thấy %1. Ổ đĩa của nó đã cắm chưa?</translation>
    </message>
</context>
<context>
    <name>nia::widgets::StatusLine</name>
    <message>
        <source>Done</source>
        <translation>Đã xong</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>Tất cả phím tắt</translation>
    </message>
    <message>
        <source>All commands</source>
        <translation>Tất cả lệnh</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 trên %2</translation>
    </message>
    <message>
        <source>Auto-advance: on</source>
        <translation>Tự chuyển: bật</translation>
    </message>
    <message>
        <source>Auto-advance: off</source>
        <translation>Tự chuyển: tắt</translation>
    </message>
</context>
<context>
    <name>nia::widgets::WelcomePage</name>
    <message>
        <source>Begin with the sample</source>
        <translation>Bắt đầu với bộ mẫu thử</translation>
    </message>
    <message>
        <source>Begin with my own files</source>
        <translation>Bắt đầu với tệp của tôi</translation>
    </message>
    <message>
        <source>Who labels here?</source>
        <translation>Ai sẽ gán nhãn ở đây?</translation>
    </message>
    <message>
        <source>Your name stands with each label you give, so that a team can compare and decide. Nothing leaves this machine unless you send it.</source>
        <translation>Tên bạn đi cùng từng nhãn bạn gán, để cả nhóm so sánh và quyết định. Không gì rời khỏi máy này nếu bạn không tự gửi đi.</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Tên của bạn</translation>
    </message>
    <message>
        <source>for example Lan Anh</source>
        <translation>ví dụ Lan Anh</translation>
    </message>
    <message>
        <source>Where is the Vietnamese you grew up with from? (as you like)</source>
        <translation>Bạn lớn lên với tiếng Việt vùng nào? (không bắt buộc)</translation>
    </message>
    <message>
        <source>North</source>
        <translation>Bắc</translation>
    </message>
    <message>
        <source>Central</source>
        <translation>Trung</translation>
    </message>
    <message>
        <source>South</source>
        <translation>Nam</translation>
    </message>
    <message>
        <source>I would rather not say</source>
        <translation>Tôi không muốn nói</translation>
    </message>
    <message>
        <source>Labels will carry “%1”.</source>
        <translation>Nhãn sẽ mang tên “%1”.</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Bắt đầu</translation>
    </message>
</context>
<context>
    <name>nia::widgets::Workspaces</name>
    <message>
        <source>Making the sample</source>
        <translation>Đang tạo bộ mẫu thử</translation>
    </message>
</context>
</TS>
