using System.Text.Json;
using SesMailEngine.Core.Ports;
using SesMailEngine.Embedded.Bus;
using SesMailEngine.Embedded.Queues;

namespace SesMailEngine.Embedded.Tests.Bus;

public sealed class EmbeddedBusTests : IAsyncLifetime
{
    private const string QueueArn = "arn:aws:sqs:us-east-1:000000000000:mine";
    private const string Missing = "arn:aws:sqs:us-east-1:000000000000:missing";
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TestFolder _folder = new();
    private EmbeddedStores _stores = null!;

    public async ValueTask InitializeAsync()
    {
        _stores = await _folder.OpenAsync();
        await _stores.Queues.CreateAsync(
            new QueueDefinition("mine", TimeSpan.FromSeconds(30), TimeSpan.Zero, TimeSpan.FromDays(4)), None);
    }

    public async ValueTask DisposeAsync()
    {
        await _stores.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_email_request_reaches_the_engines_queue_in_its_envelope()
    {
        const string Detail = """{"to":"jo@example.com",  "n":1.50,"ü":"\u00e9"}""";
        var ids = await _stores.Bus.PutAsync(
            [new BusEvent("my \"shop\"", "Email Request", Detail, TestFolder.Start.AddMilliseconds(999), ["arn:a"])], None);

        var body = (await ReceiveAsync("sesmailengine-EmailQueue")).ShouldHaveSingleItem().Body;

        body.ShouldBe($$$"""{"version":"0","id":"{{{ids[0]}}}","detail-type":"Email Request","source":"my \"shop\"","account":"000000000000","time":"2026-11-24T12:00:00Z","region":"us-east-1","resources":["arn:a"],"detail":{{{Detail}}}}""");
    }

    [Fact]
    public async Task An_event_no_rule_matches_is_accepted_and_goes_nowhere()
    {
        (await _stores.Bus.PutAsync([new BusEvent("shop", "Something Else", "{}")], None)).ShouldHaveSingleItem();

        (await ReceiveAsync("sesmailengine-EmailQueue")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_rule_is_matched_on_the_detail_and_survives_a_kill()
    {
        await PutRuleAsync("""{"source":["sesmailengine"],"detail":{"status":["bounced"]}}""", new BusTarget("1", QueueArn));

        using var killed = _folder.CopyAsIfKilled();
        await using var reopened = await killed.OpenAsync();
        await reopened.Notifications.PublishAsync("Email Status Changed", """{"status":"delivered"}""", None);
        await reopened.Notifications.PublishAsync("Email Status Changed", """{"status":"bounced"}""", None);

        var message = (await reopened.Queues.ReceiveAsync("mine", 10, null, TimeSpan.Zero, None))!.ShouldHaveSingleItem();
        message.Body.ShouldContain("\"detail\":{\"status\":\"bounced\"}");
        message.Body.ShouldContain("\"source\":\"sesmailengine\"");
    }

    [Fact]
    public async Task A_rule_that_is_switched_off_matches_nothing_and_keeps_its_targets()
    {
        await PutRuleAsync("""{"source":["shop"]}""", new BusTarget("1", QueueArn));
        await _stores.Bus.PutRuleAsync(new BusRule("r", """{"source":["shop"]}""", Enabled: false), None);

        await _stores.Bus.PutAsync([new BusEvent("shop", "x", "{}")], None);

        (await ReceiveAsync("mine")).ShouldBeEmpty();
        _stores.Bus.TargetsOf("r")!.ShouldHaveSingleItem();
    }

    public static TheoryData<BusTarget, string> Inputs => new()
    {
        { new BusTarget("1", QueueArn, Input: """{"fixed":true}"""), """{"fixed":true}""" },
        { new BusTarget("1", QueueArn, InputPath: "$.detail"), """{"a":{"b":[1,"two"]},"t":"x\"y"}""" },
        { new BusTarget("1", QueueArn, InputPath: "$.detail.a.b[1]"), "\"two\"" },
        { new BusTarget("1", QueueArn, InputPath: "$.nothing"), "null" },
        { Transformer("""{"b":"$.detail.a.b","t":"$.detail.t"}""", """{"list": <b>, "text": <t>}"""), """{"list": [1,"two"], "text": "x\"y"}""" },
        { Transformer("""{"t":"$.detail.t","none":"$.detail.none"}""", "\"t is <t><none>, <unknown>\""), "\"t is x\\\"y, <unknown>\"" },
        { Transformer("{}", "<aws.events.rule-name>"), "\"r\"" },
    };

    [Theory]
    [MemberData(nameof(Inputs))]
    public async Task A_target_gets_the_input_it_asks_for(BusTarget target, string expected)
    {
        await PutRuleAsync("""{"source":["shop"]}""", target);

        await _stores.Bus.PutAsync([new BusEvent("shop", "x", """{"a":{"b":[1,"two"]},"t":"x\"y"}""")], None);

        (await ReceiveAsync("mine")).ShouldHaveSingleItem().Body.ShouldBe(expected);
    }

    [Fact]
    public async Task What_a_missing_queue_should_get_goes_to_the_targets_dead_letter_queue()
    {
        await PutRuleAsync("""{"source":["shop"]}""", new BusTarget("1", Missing, DeadLetterArn: QueueArn));

        await _stores.Bus.PutAsync([new BusEvent("shop", "x", "{}")], None);

        var message = (await ReceiveAsync("mine")).ShouldHaveSingleItem();
        using var attributes = JsonDocument.Parse(message.AttributesJson!);
        attributes.RootElement.GetProperty("TARGET_ARN").GetProperty("StringValue").GetString().ShouldBe(Missing);
    }

    [Fact]
    public async Task A_missing_queue_without_dead_letters_does_not_fail_the_caller()
    {
        await PutRuleAsync("""{"source":["shop"]}""", new BusTarget("1", Missing), new BusTarget("2", QueueArn));

        await _stores.Bus.PutAsync([new BusEvent("shop", "x", "{}")], None);

        (await ReceiveAsync("mine")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_stacks_own_rule_is_listed_and_cannot_be_changed()
    {
        const string Name = "sesmailengine-EmailEventRule";
        _stores.Bus.Rules.ShouldHaveSingleItem().Name.ShouldBe(Name);
        _stores.Bus.TargetsOf(Name)!.ShouldHaveSingleItem().Arn.ShouldEndWith(":sesmailengine-EmailQueue");

        (await Should.ThrowAsync<PortException>(() => _stores.Bus.DeleteRuleAsync(Name, None))).ErrorName
            .ShouldBe("ManagedRuleException");
    }

    [Fact]
    public async Task A_rule_goes_only_without_its_targets()
    {
        await PutRuleAsync("""{"source":["shop"]}""", new BusTarget("1", QueueArn));

        await Should.ThrowAsync<PortException>(() => _stores.Bus.DeleteRuleAsync("r", None));
        (await _stores.Bus.RemoveTargetsAsync("r", ["1"], None)).ShouldBeTrue();
        (await _stores.Bus.DeleteRuleAsync("r", None)).ShouldBeTrue();
        (await _stores.Bus.DeleteRuleAsync("r", None)).ShouldBeFalse();
        _stores.Bus.TargetsOf("r").ShouldBeNull();
        (await _stores.Bus.PutTargetsAsync("r", [], None)).ShouldBeFalse();
    }

    private static BusTarget Transformer(string paths, string template) => new(
        "1", QueueArn,
        InputTransformerJson: $$"""{"InputPathsMap":{{paths}},"InputTemplate":"{{JsonEncodedText.Encode(template)}}"}""");

    private async Task PutRuleAsync(string pattern, params BusTarget[] targets)
    {
        await _stores.Bus.PutRuleAsync(new BusRule("r", pattern), None);
        (await _stores.Bus.PutTargetsAsync("r", targets, None)).ShouldBeTrue();
    }

    private async Task<IReadOnlyList<QueueMessage>> ReceiveAsync(string queue) =>
        (await _stores.Queues.ReceiveAsync(queue, 10, null, TimeSpan.Zero, None))!;
}
