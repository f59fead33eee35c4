<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi" sourcelanguage="en">
<context>
    <name>AnswerDialog</name>
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
        <translation>Huỷ</translation>
    </message>
</context>
<context>
    <name>DifferencesPanel</name>
    <message>
        <source>none</source>
        <translation>không có</translation>
    </message>
    <message numerus="yes">
        <source>%n span(s)</source>
        <translation>
            <numerusform>%n đoạn đánh dấu</numerusform>
        </translation>
    </message>
    <message>
        <source>Answers that differ</source>
        <translation>Những câu trả lời khác nhau</translation>
    </message>
    <message>
        <source>Your decision: %1</source>
        <translation>Quyết định của bạn: %1</translation>
    </message>
    <message>
        <source>“%1” (%2)</source>
        <translation>“%1” (%2)</translation>
    </message>
    <message>
        <source>Answer %1: %2, given by %3</source>
        <translation>Câu trả lời %1: %2, do %3 chọn</translation>
    </message>
    <message>
        <source>open</source>
        <translation>chưa quyết định</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Contested: %1</source>
        <translation>Còn tranh chấp: %1</translation>
    </message>
    <message>
        <source>Decided: %1</source>
        <translation>Đã quyết định: %1</translation>
    </message>
</context>
<context>
    <name>ExportPlace</name>
    <message>
        <source>Cancel</source>
        <translation>Huỷ</translation>
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
        <source>Which records</source>
        <translation>Lấy mẫu nào</translation>
    </message>
    <message>
        <source>Which answer: the policy</source>
        <translation>Lấy câu trả lời nào: cách chọn</translation>
    </message>
    <message>
        <source>Best: decided, then all agree, then two thirds</source>
        <translation>Tốt nhất: đã phân xử, rồi nhất trí, rồi hai phần ba</translation>
    </message>
    <message>
        <source>Decided by a reviewer only</source>
        <translation>Chỉ lấy mẫu đã phân xử</translation>
    </message>
    <message>
        <source>All annotators agree</source>
        <translation>Mọi người gán nhãn nhất trí</translation>
    </message>
    <message>
        <source>More than half of the annotators</source>
        <translation>Hơn nửa số người gán nhãn</translation>
    </message>
    <message>
        <source>Leave out records without an answer</source>
        <translation>Bỏ mẫu chưa có câu trả lời</translation>
    </message>
    <message>
        <source>Which answer</source>
        <translation>Lấy câu trả lời nào</translation>
    </message>
    <message>
        <source>Which form: the file format</source>
        <translation>Dạng nào: định dạng tệp</translation>
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
        <source>Write</source>
        <translation>Ghi</translation>
    </message>
    <message>
        <source>Which form</source>
        <translation>Dạng nào</translation>
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
        <source>Counting…</source>
        <translation>Đang đếm…</translation>
    </message>
    <message>
        <source>%1 records</source>
        <translation>%1 mẫu</translation>
    </message>
    <message>
        <source>%1 of the first %2 records would be left out.</source>
        <translation>%1 trong %2 mẫu đầu sẽ bị bỏ ra.</translation>
    </message>
    <message>
        <source>Write the subset to</source>
        <translation>Ghi tập chọn lọc vào</translation>
    </message>
    <message>
        <source>Writing the subset</source>
        <translation>Đang ghi tập chọn lọc</translation>
    </message>
    <message>
        <source>%1 records are in %2, with a manifest beside it.</source>
        <translation>Đã ghi %1 mẫu vào %2, kèm bản kê bên cạnh.</translation>
    </message>
</context>
<context>
    <name>LabelPlace</name>
    <message>
        <source>Search or filter</source>
        <translation>Tìm hoặc lọc</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Các mẫu</translation>
    </message>
    <message>
        <source>Text of the record</source>
        <translation>Văn bản của mẫu</translation>
    </message>
    <message>
        <source>Taken back.</source>
        <translation>Đã hoàn tác.</translation>
    </message>
    <message>
        <source>Your keyboard program is in Vietnamese mode: switch it to E, or use the digits.</source>
        <translation>Bộ gõ đang ở chế độ tiếng Việt: chuyển sang E, hoặc dùng phím số.</translation>
    </message>
    <message>
        <source>This was the last record.</source>
        <translation>Đây là mẫu cuối.</translation>
    </message>
    <message>
        <source>This is the first record.</source>
        <translation>Đây là mẫu đầu tiên.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>No workspace is open.</source>
        <translation>Chưa mở không gian làm việc nào.</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Đã lưu</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Đang lưu…</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Chưa lưu được</translation>
    </message>
</context>
<context>
    <name>QuestionsPanel</name>
    <message>
        <source>Questions</source>
        <translation>Các câu hỏi</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>không bắt buộc</translation>
    </message>
</context>
<context>
    <name>ReviewPlace</name>
    <message>
        <source>The decision is saved.</source>
        <translation>Đã lưu quyết định.</translation>
    </message>
    <message>
        <source>Records to review</source>
        <translation>Các mẫu cần xem lại</translation>
    </message>
    <message>
        <source>Text of the record</source>
        <translation>Văn bản của mẫu</translation>
    </message>
    <message>
        <source>Why this answer?</source>
        <translation>Vì sao chọn câu trả lời này?</translation>
    </message>
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
        <source>Clause of the guideline</source>
        <translation>Điều khoản của hướng dẫn</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) to decide</source>
        <translation>
            <numerusform>Còn %n mẫu cần phân xử</numerusform>
        </translation>
    </message>
    <message>
        <source>No workspace is open.</source>
        <translation>Chưa mở không gian làm việc nào.</translation>
    </message>
    <message>
        <source>Nothing to review: no record is answered differently by two annotators.
Merge a colleague's bundle; where answers differ they appear here.</source>
        <translation>Chưa có gì để xem lại: không có mẫu nào được hai người trả lời khác nhau.
Gộp gói trao đổi của đồng nghiệp; chỗ nào trả lời khác nhau sẽ hiện ở đây.</translation>
    </message>
    <message>
        <source>Looking for records with different answers…</source>
        <translation>Đang tìm các mẫu có câu trả lời khác nhau…</translation>
    </message>
    <message>
        <source>none</source>
        <translation>không có</translation>
    </message>
    <message>
        <source>Spans can only be taken from a card.</source>
        <translation>Đoạn đánh dấu chỉ lấy được từ thẻ.</translation>
    </message>
    <message>
        <source>Take a card first: press its number.</source>
        <translation>Chọn một thẻ trước: bấm số của thẻ.</translation>
    </message>
    <message>
        <source>One of these answers is your own: somebody else decides here.</source>
        <translation>Trong này có câu trả lời của bạn: để người khác phân xử.</translation>
    </message>
    <message>
        <source>A decision needs a reason or a clause of the guideline.</source>
        <translation>Quyết định cần có lý do hoặc một điều khoản của hướng dẫn.</translation>
    </message>
    <message>
        <source>That was the last difference.</source>
        <translation>Hết bất đồng rồi.</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Label the records of a dataset.</source>
        <translation>Gán nhãn các mẫu của một bộ dữ liệu.</translation>
    </message>
    <message>
        <source>The workspace to open.</source>
        <translation>Không gian làm việc cần mở.</translation>
    </message>
</context>
</TS>
