using System.Text.Json.Nodes;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Sending;
using SesMailEngine.Core.Sending.Requests;

namespace SesMailEngine.Core.Tests.Sending.Requests;

public sealed class EmailRequestParserTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_whole_request_is_read()
    {
        var request = Valid("""
            {"to":"Jo <jo@example.org>","templateName":"welcome","templateData":{"userName":"Jo"},"emailId":"my id 1",
             "subject":"Hi {{ userName }}","senderOverride":{"email":"a@example.com","name":"A"},"replyTo":"{{ x }}",
             "metadata":{"campaignId":"summer"}}
            """);
        request.EmailId.ShouldBe("my id 1");
        request.OriginalEmailId.ShouldBe("my id 1");
        request.To.Value.ShouldBe("jo@example.org");
        request.TemplateName.ShouldBe("welcome");
        request.Source.ShouldBe("my.application");
        request.TemplateData.GetProperty("userName").GetString().ShouldBe("Jo");
        request.Subject.ShouldBe("Hi {{ userName }}");
        request.SenderEmail.ShouldBe("a@example.com");
        request.SenderName.ShouldBe("A");
        request.ReplyTo.ShouldBe("{{ x }}");
        request.MetadataJson.ShouldBe("""{"campaignId":"summer"}""");
        request.RetryAttempt.ShouldBe(0);
    }

    [Theory]
    [InlineData("""{"templateName":"welcome"}""", "VAL001", "Missing required field: 'to'")]
    [InlineData("""{"to":null,"templateName":"welcome"}""", "VAL001", "Missing required field: 'to'")]
    [InlineData("""{"to":"","templateName":"welcome"}""", "VAL001", "Missing required field: 'to'")]
    [InlineData("""{"to":" ","templateName":"welcome"}""", "VAL001", "Missing required field: 'to'")]
    [InlineData("{}", "VAL001", "Missing required field: 'to'")]
    [InlineData("""{"to":"jo@example.org"}""", "VAL002", "Missing required field: 'templateName'")]
    [InlineData("""{"to":"jo@example.org","templateName":""}""", "VAL002", "Missing required field: 'templateName'")]
    [InlineData("""{"to":"nobody","templateName":"welcome"}""", "VAL003", "Invalid email address format: nobody")]
    [InlineData("""{"to":"jo@example.org\r\nBcc: x@example.org","templateName":"welcome"}""", "VAL003", """Invalid email address format: jo@example.org\r\nBcc: x@example.org""")]
    [InlineData("""{"to":["jo@example.org"],"templateName":"welcome"}""", "VAL005", "Invalid field 'to': must be a string")]
    [InlineData("""{"to":7,"templateName":"welcome"}""", "VAL005", "Invalid field 'to': must be a string")]
    public void A_required_field_that_is_missing_or_wrong_is_named(string detail, string code, string message)
    {
        var failure = Invalid(detail).Failure!;
        failure.ErrorType.ShouldBe("validation_error");
        failure.ErrorCode.ShouldBe(code);
        failure.ErrorMessage.ShouldBe(message);
    }

    [Theory]
    [InlineData("../secret")]
    [InlineData("a/b")]
    [InlineData(".hidden")]
    [InlineData("-x")]
    [InlineData("_layout")]
    [InlineData("a b")]
    [InlineData("a\\b")]
    [InlineData("grüße")]
    [InlineData("a%2e%2e")]
    public void A_template_name_that_could_leave_its_folder_is_refused(string name) =>
        Field("templateName", name).ShouldStartWith("Invalid field 'templateName': must be 1 to 128 letters, digits");

    [Fact]
    public void A_template_name_has_at_most_128_characters()
    {
        Valid(Detail("templateName", new string('a', 128))).TemplateName.Length.ShouldBe(128);
        Invalid(Detail("templateName", new string('a', 129))).Failure!.ErrorCode.ShouldBe("VAL005");
    }

    [Theory]
    [InlineData("subject", "Hi\r\nBcc: x@example.org")]
    [InlineData("subject", "Hi\nthere")]
    [InlineData("subject", "Hi\u0000")]
    [InlineData("subject", "Hi\u2028there")]
    [InlineData("replyTo", "jo@example.org\nBcc: x@example.org")]
    public void A_line_break_in_a_header_is_refused_never_folded(string field, string value) =>
        Field(field, value).ShouldBe($"Invalid field '{field}': must not contain line breaks or control characters");

    [Theory]
    [InlineData("""{"name":"A\r\nBcc: x@example.org"}""", "Invalid field 'senderOverride.name': must not contain line breaks or control characters")]
    [InlineData("""{"email":"a@example.com\r\nBcc: x@example.org"}""", @"Invalid email address format: a@example.com\r\nBcc: x@example.org")]
    [InlineData("""{"email":"nobody"}""", "Invalid email address format: nobody")]
    [InlineData("""{"email":7}""", "Invalid field 'senderOverride.email': must be a string")]
    [InlineData("""[]""", "Invalid field 'senderOverride': must be an object")]
    [InlineData("\"a@example.com\"", "Invalid field 'senderOverride': must be an object")]
    public void A_wrong_sender_is_refused(string sender, string message) =>
        Invalid(Detail("senderOverride", JsonNode.Parse(sender))).Failure!.ErrorMessage.ShouldBe(message);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"email":"","name":" "}""")]
    [InlineData("""{"email":null}""")]
    [InlineData("null")]
    public void An_empty_sender_counts_as_none(string sender)
    {
        var request = Valid(Detail("senderOverride", JsonNode.Parse(sender)));
        request.SenderEmail.ShouldBeNull();
        request.SenderName.ShouldBeNull();
    }

    [Theory]
    [InlineData("metadata", "[]")]
    [InlineData("metadata", "\"x\"")]
    [InlineData("templateData", "[1]")]
    [InlineData("templateData", "7")]
    public void Metadata_and_template_data_must_be_objects(string field, string json) =>
        Invalid(Detail(field, JsonNode.Parse(json))).Failure!.ErrorMessage.ShouldBe($"Invalid field '{field}': must be an object");

    [Theory]
    [InlineData("""{"a":1,"a":2}""", "holds a key more than once")]
    [InlineData("""{"":1}""", "holds an empty key")]
    [InlineData("""{"a":1e126}""", "holds a number beyond 38 digits or out of range")]
    [InlineData("""{"a":123456789012345678901234567890123456789}""", "holds a number beyond 38 digits or out of range")]
    [InlineData("""{"a":"\ud800"}""", "holds text that is not valid Unicode")]
    [InlineData("""{"\ud800":1}""", "holds a key that is not valid Unicode")]
    public void Metadata_no_store_can_hold_is_refused(string metadata, string why) =>
        Invalid($$"""{"to":"jo@example.org","templateName":"welcome","metadata":{{metadata}}}""").Failure!.ErrorMessage
            .ShouldBe($"Invalid field 'metadata': {why}");

    [Fact]
    public void Metadata_is_nested_at_most_24_levels()
    {
        static string Nested(int levels) => string.Concat(Enumerable.Repeat("""{"a":""", levels)) + "1" + new string('}', levels);
        Valid($$"""{"to":"jo@example.org","templateName":"welcome","metadata":{{Nested(23)}}}""").MetadataJson.ShouldNotBeNull();
        Invalid($$"""{"to":"jo@example.org","templateName":"welcome","metadata":{{Nested(24)}}}""").Failure!.ErrorCode.ShouldBe("VAL005");
    }

    [Theory]
    [InlineData("\u0000")]
    [InlineData("a\nb")]
    [InlineData("grüße")]
    public void An_id_of_other_than_printable_ASCII_is_refused_and_one_is_made(string id)
    {
        var parsed = Invalid(Detail("emailId", id));
        parsed.Failure!.ErrorMessage.ShouldBe("Invalid field 'emailId': must be 1 to 128 printable ASCII characters");
        parsed.Draft!.EmailId.ShouldStartWith("email-");
    }

    [Fact]
    public void An_id_has_at_most_128_characters()
    {
        Valid(Detail("emailId", new string('a', 128))).EmailId.Length.ShouldBe(128);
        Invalid(Detail("emailId", new string('a', 129))).Failure!.ErrorCode.ShouldBe("VAL005");
    }

    [Theory]
    [InlineData("""{"to":"a@example.org","to":"b@example.org","templateName":"welcome"}""", "to")]
    [InlineData("""{"to":"a@example.org","templateName":"welcome","emailId":"1","emailId":"2"}""", "emailId")]
    public void A_field_given_twice_could_mean_two_things(string detail, string field) =>
        Invalid(detail).Failure!.ErrorMessage.ShouldBe($"Invalid field '{field}': given more than once");

    [Fact]
    public void Without_an_id_one_is_made_that_sorts_by_time()
    {
        var ids = Enumerable.Range(0, 50)
            .Select(i => EmailRequestParser.Parse(Message(Minimal, Noon.AddMilliseconds(i), $"event-{i}")).Request!.EmailId).ToList();
        ids.ShouldBe(ids.Order(StringComparer.Ordinal));
        ids.Distinct().Count().ShouldBe(50);
        ids.ShouldAllBe(id => id.StartsWith("email-", StringComparison.Ordinal) && id.Length == 38);
    }

    [Fact]
    public void The_id_made_for_an_event_is_the_same_at_every_delivery()
    {
        var first = EmailRequestParser.Parse(Message(Minimal, Noon, "event-1"));
        var again = EmailRequestParser.Parse(Message(Minimal, Noon, "event-1") with { ReceiveCount = 2, MessageId = "other" });
        again.Request!.EmailId.ShouldBe(first.Request!.EmailId);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"source":"s","detail":"{\"to\":\"jo@example.org\"}"}""")]
    [InlineData("""{"source":"s","detail":[]}""")]
    public void A_message_that_is_no_event_still_makes_a_record(string body)
    {
        var parsed = EmailRequestParser.Parse(new QueuedRequest(body, "message-1", 1, false, Noon));
        parsed.Failure!.ErrorCode.ShouldBe("VAL005");
        parsed.Failure.ErrorMessage.ShouldStartWith("Invalid field 'detail': ");
        parsed.Draft!.EmailId.ShouldStartWith("email-");
    }

    [Fact]
    public void A_message_of_any_depth_or_size_is_refused_quickly()
    {
        var deep = new QueuedRequest(new string('[', 300_000), "m", 1, false, Noon);
        EmailRequestParser.Parse(deep).Failure!.ErrorCode.ShouldBe("VAL005");
        var long_ = new QueuedRequest(new string(' ', EmailRequestParser.MaxLength + 1), "m", 1, false, Noon);
        EmailRequestParser.Parse(long_).Failure!.ErrorMessage.ShouldContain("longer than");
    }

    [Fact]
    public void A_failed_request_keeps_what_could_be_read()
    {
        var draft = Invalid("""
            {"to":"Nobody At All","templateName":"../x","emailId":"mail-1","metadata":{"a":1}}
            """).Draft!;
        draft.EmailId.ShouldBe("mail-1");
        draft.ToEmail.ShouldBe("nobody at all");
        draft.TemplateName.ShouldBe("../x");
        draft.Source.ShouldBe("my.application");
        draft.MetadataJson.ShouldBe("""{"a":1}""");
    }

    [Fact]
    public void Unknown_fields_are_ignored_and_told()
    {
        var parsed = Parse("""{"to":"jo@example.org","templateName":"welcome","colour":"red","Cc":"x"}""");
        parsed.Request.ShouldNotBeNull();
        parsed.UnknownFields.ShouldBe(["colour", "Cc"]);
    }

    [Fact]
    public void Whatever_comes_something_comes_out_that_a_record_can_be_made_of()
    {
        var whole = Message("""
            {"to":"Jo <jo@example.org>","templateName":"welcome","templateData":{"a":[1,"\ud83d\ude00",null]},"emailId":"my-id",
             "subject":"Hi","senderOverride":{"email":"a@example.com"},"replyTo":"b@example.com","metadata":{"n":1.5e3,"x":{"y":true}}}
            """, Noon, "event-1").Body;
        const string Alphabet = "{}[]\":,\\ut0-.eE@<>\r\n\u0000aé\ud800";
        var random = new Random(20261124);
        for (var i = 0; i < 5_000; i++)
        {
            var text = whole.ToCharArray();
            for (var edits = random.Next(1, 6); edits > 0; edits--) text[random.Next(text.Length)] = Alphabet[random.Next(Alphabet.Length)];
            var body = new string(text, 0, random.Next(4) == 0 ? random.Next(text.Length) : text.Length);
            foreach (var isRetry in new[] { false, true })
            {
                var parsed = EmailRequestParser.Parse(new QueuedRequest(body, "message-1", 1, isRetry, Noon));
                (parsed.Request?.EmailId ?? parsed.Draft!.EmailId).Length.ShouldBeInRange(1, 128);
                (parsed.Request is null).ShouldBe(parsed.Failure is not null);
            }
        }
    }

    private const string Minimal = """{"to":"jo@example.org","templateName":"welcome"}""";

    private static string Field(string name, string value) => Invalid(Detail(name, value)).Failure!.ErrorMessage;

    private static string Detail(string name, JsonNode? value)
    {
        var detail = JsonNode.Parse(Minimal)!.AsObject();
        detail[name] = value;
        return detail.ToJsonString();
    }

    private static EmailRequest Valid(string detail)
    {
        var parsed = Parse(detail);
        parsed.Failure.ShouldBeNull();
        return parsed.Request!;
    }

    private static ParsedRequest Invalid(string detail)
    {
        var parsed = Parse(detail);
        parsed.Request.ShouldBeNull();
        return parsed;
    }

    private static ParsedRequest Parse(string detail) => EmailRequestParser.Parse(Message(detail, Noon, "event-1"));

    private static QueuedRequest Message(string detail, DateTimeOffset time, string id) => new(
        $$"""{"version":"0","id":"{{id}}","detail-type":"Email Request","source":"my.application","time":"{{time.ToWire()}}","detail":{{detail}}}""",
        "message-1", 1, false, Noon);
}
