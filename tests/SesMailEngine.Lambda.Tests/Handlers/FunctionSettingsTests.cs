using SesMailEngine.Core.Model;
using SesMailEngine.Lambda.Handlers;

namespace SesMailEngine.Lambda.Tests.Handlers;

public sealed class FunctionSettingsTests
{
    private readonly Dictionary<string, string> environment = new()
    {
        ["_HANDLER"] = "EmailSender",
        ["STACK_NAME"] = "mail",
        ["ACCOUNT_ID"] = "123456789012",
        ["AWS_REGION"] = "eu-central-1",
    };

    [Fact]
    public void What_nobody_says_is_the_stacks_default()
    {
        var settings = Read();

        settings.Handler.ShouldBe("EmailSender");
        settings.Engine.Names.ShouldBe(new ResourceNames("mail", "123456789012", "eu-central-1"));
        settings.Engine.SenderConcurrency.ShouldBe(5);
        settings.Engine.DefaultSenderEmail.ShouldBeNull();
        settings.LogLevel.ShouldBe(LogLevel.Info);
    }

    [Fact]
    public void Variables_of_the_parameters_names_are_taken()
    {
        environment["DefaultSenderEmail"] = "noreply@example.com";
        environment["BounceRateAction"] = "hold";
        environment["EmailSenderConcurrency"] = "20";
        environment["DataRetentionDays"] = "365";
        environment["LOG_LEVEL"] = "debug";

        var settings = Read();

        settings.Engine.DefaultSenderEmail.ShouldBe("noreply@example.com");
        settings.Engine.BounceRateAction.ShouldBe(BounceRateAction.Hold);
        settings.Engine.SenderConcurrency.ShouldBe(20);
        settings.Engine.DataRetentionDays.ShouldBe(365);
        settings.LogLevel.ShouldBe(LogLevel.Debug);
    }

    [Theory]
    [InlineData("_HANDLER")]
    [InlineData("STACK_NAME")]
    [InlineData("ACCOUNT_ID")]
    [InlineData("AWS_REGION")]
    public void A_missing_variable_is_named(string name)
    {
        environment[name] = "";

        var missing = Should.Throw<MissingSettingException>(Read);
        missing.Name.ShouldBe(name);
        missing.Message.ShouldContain(name);
    }

    [Fact]
    public void A_variable_that_only_this_function_needs_is_named_when_it_is_asked_for() =>
        Should.Throw<MissingSettingException>(() => Read().Need("TRACKING_TABLE")).Name.ShouldBe("TRACKING_TABLE");

    [Theory]
    [InlineData("DataRetentionDays", "12")]
    [InlineData("BounceRateAction", "panic")]
    [InlineData("LOG_LEVEL", "loud")]
    [InlineData("LOG_LEVEL", "7")]
    public void A_value_that_cannot_be_is_told_with_its_variable(string name, string value)
    {
        environment[name] = value;

        Should.Throw<InvalidSettingException>(Read).Message.ShouldContain(name);
    }

    private FunctionSettings Read() => FunctionSettings.Read(name => environment.GetValueOrDefault(name));
}
