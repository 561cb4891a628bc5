namespace SesMailEngine.Architecture.Tests.Stack;

/// <summary>Each function may do what it does, and nothing more.</summary>
public sealed class RightsTests
{
    private static readonly StackTemplate Template = StackTemplate.Load();
    private static readonly IReadOnlyList<PolicyStatement> Statements = PolicyStatement.All(Template);

    public static TheoryData<string> Functions => ["EmailSender", "FeedbackProcessor", "TemplateSeeder"];

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_function_has_the_rights_listed_and_no_others(string function)
    {
        var granted = Statements.Where(s => s.Owner == function + "Role" && s.Principal is null).ToArray();
        granted.ShouldAllBe(s => s.IsAllow);
        granted.SelectMany(s => s.Actions.SelectMany(action => s.Resources.Select(resource => (function, action, resource)))).Order()
            .ShouldBe(Rights.OfTheCode.Concat(Rights.OfLambda).Where(right => right.Function == function).Order());
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_role_is_for_Lambda_and_for_one_function(string function)
    {
        var trust = Statements.Where(s => s.Owner == function + "Role" && s.Principal is not null).ShouldHaveSingleItem();
        trust.Actions.ShouldBe(["sts:AssumeRole"]);
        trust.Principal!.ToJsonString().ShouldBe("""{"Service":"lambda.amazonaws.com"}""");
        Template.Properties(function + "Role")["ManagedPolicyArns"].ShouldBeNull();
        Template.OfType("AWS::Lambda::Function").Count(id => Template.Properties(id)["Role"]!.GetValue<string>().EndsWith(function + "Role", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public void There_is_a_role_for_each_function_and_no_other() =>
        Template.OfType("AWS::IAM::Role").ShouldBe(Functions.Select(row => row.Data + "Role"));

    [Fact]
    public void Nothing_is_allowed_by_a_wildcard_action() =>
        Statements.Where(s => s.IsAllow).SelectMany(s => s.Actions).Where(action => action.Contains('*', StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void Nothing_is_allowed_on_everything_where_AWS_takes_less() =>
        Statements.Where(s => s.IsAllow && s.Resources.Contains("*")).SelectMany(s => s.Actions).ShouldBe(Rights.WithoutResource.Keys);

    [Fact]
    public void Nothing_is_allowed_to_everybody() =>
        Statements.Where(s => s.IsAllow && s.Principal is not null).ShouldAllBe(s => s.Principal!.ToJsonString(null).StartsWith("{\"Service\":"));

    [Fact]
    public void A_producer_may_put_Email_Requests_on_the_bus_and_nothing_else()
    {
        var statement = Statements.Where(s => s.Owner == "CustomerIAMPolicy").ShouldHaveSingleItem();
        statement.IsAllow.ShouldBeTrue();
        statement.Actions.ShouldBe(["events:PutEvents"]);
        statement.Resources.ShouldBe([StackTemplate.Names.Arn("events", "event-bus/mail-EmailBus")]);
        statement.Condition!.ToJsonString().ShouldBe("""{"StringEquals":{"events:detail-type":"Email Request"}}""");
    }

    [Theory]
    [InlineData("EmailSenderRole")]
    [InlineData("FeedbackProcessorRole")]
    public void A_function_publishes_in_the_engine_s_own_name(string role) =>
        Statements.Single(s => s.Owner == role && s.Actions.Contains("events:PutEvents")).Condition!.ToJsonString()
            .ShouldBe("""{"StringEquals":{"events:source":"sesmailengine"}}""");
}
