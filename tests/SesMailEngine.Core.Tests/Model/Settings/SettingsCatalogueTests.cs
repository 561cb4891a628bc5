using SesMailEngine.Core.Model;
using SesMailEngine.Core.Model.Settings;

namespace SesMailEngine.Core.Tests.Model.Settings;

public sealed class SettingsCatalogueTests
{
    private static readonly ResourceNames Names = new("sesmailengine", "000000000000", "us-east-1");

    [Theory]
    [InlineData("DataRetentionDays", "90")]
    [InlineData("ConsecutiveSoftBounceThreshold", "3")]
    [InlineData("SoftBounceRetries", "1")]
    [InlineData("BounceRateThreshold", "5")]
    [InlineData("BounceRateMinimumSample", "50")]
    [InlineData("BounceRateAction", "fail")]
    [InlineData("DefaultSenderName", "SESMailEngine")]
    [InlineData("Environment", "prod")]
    [InlineData("EmailSenderMemory", "512")]
    [InlineData("EmailSenderTimeout", "30")]
    [InlineData("EmailSenderConcurrency", "5")]
    [InlineData("FeedbackProcessorMemory", "256")]
    [InlineData("FeedbackProcessorTimeout", "15")]
    [InlineData("RetainDataOnDelete", "true")]
    [InlineData("BounceRateAlarmThreshold", "0.03")]
    [InlineData("ComplaintRateAlarmThreshold", "0.0005")]
    [InlineData("ReputationAlarmPeriod", "3600")]
    [InlineData("LambdaErrorAlarmThreshold", "50")]
    [InlineData("LambdaErrorAlarmEvaluationPeriods", "2")]
    [InlineData("MaxSendRate", "0")]
    [InlineData("Max24HourSend", "0")]
    [InlineData("FeedbackDelay", "0.2")]
    [InlineData("RetryDelay", "900")]
    [InlineData("VisibilityTimeout", "600")]
    public void A_setting_nobody_gives_has_its_default(string name, string value) => Read(out _)[name].ShouldBe(value);

    [Fact]
    public void Every_default_is_allowed() =>
        SettingsCatalogue.All.ShouldAllBe(s => s.Default.Length == 0 || s.Allows(s.Default));

    [Theory]
    [InlineData("DataRetentionDays", "29", "a whole number from 30 to 365")]
    [InlineData("DataRetentionDays", "366", "a whole number from 30 to 365")]
    [InlineData("DataRetentionDays", "many", "a whole number from 30 to 365")]
    [InlineData("DataRetentionDays", "90.5", "a whole number from 30 to 365")]
    [InlineData("ConsecutiveSoftBounceThreshold", "1", "a whole number from 2 to 10")]
    [InlineData("ConsecutiveSoftBounceThreshold", "11", "a whole number from 2 to 10")]
    [InlineData("SoftBounceRetries", "2", "a whole number from 0 to 1")]
    [InlineData("EmailSenderTimeout", "9", "a whole number from 10 to 60")]
    [InlineData("BounceRateAction", "stop", "'fail' or 'hold'")]
    [InlineData("MaxSendRate", "-1", "a number from 0 to 1000000")]
    [InlineData("MaxSendRate", "NaN", "a number from 0 to 1000000")]
    [InlineData("MaxSendRate", "1,5", "a number from 0 to 1000000")]
    [InlineData("AdminEmail", "nobody", "an e-mail address")]
    public void A_value_out_of_range_is_refused_with_name_value_range_and_origin(string name, string value, string range)
    {
        Read(out var problems, new SettingValue(name, value, "--set"));
        problems.ShouldHaveSingleItem().ShouldBe($"Setting '{name}' cannot be '{value}' (--set): it must be {range}.");
    }

    [Fact]
    public void An_unknown_name_is_refused()
    {
        Read(out var problems, new SettingValue("Colour", "red", "sesmailengine.json"));
        problems.ShouldHaveSingleItem().ShouldBe("Unknown setting 'Colour' (sesmailengine.json).");
    }

    [Fact]
    public void A_name_that_is_nearly_right_is_suggested()
    {
        Read(out var problems, new SettingValue("SendRate", "5", "--set"));
        problems.ShouldHaveSingleItem().ShouldEndWith("Did you mean 'MaxSendRate'?");
    }

    [Fact]
    public void The_first_source_wins()
    {
        IEnumerable<SettingValue>[] sources =
        [
            [new("MaxSendRate", "5", "--set")],
            [new("maxsendrate", "6", "environment"), new("RetryDelay", "1", "environment")],
            [new("RetryDelay", "2", "file"), new("VisibilityTimeout", "3", "file")],
        ];
        var values = SettingsCatalogue.Read(sources, out var problems);
        problems.ShouldBeEmpty();
        values.Number("MaxSendRate").ShouldBe(5);
        values.Seconds("RetryDelay").ShouldBe(TimeSpan.FromSeconds(1));
        values.Seconds("VisibilityTimeout").ShouldBe(TimeSpan.FromSeconds(3));
        values.IsGiven("FeedbackDelay").ShouldBeFalse();
    }

    [Fact]
    public void A_wrong_value_is_told_even_when_another_source_overrules_it()
    {
        IEnumerable<SettingValue>[] sources = [[new("MaxSendRate", "5", "--set")], [new("MaxSendRate", "fast", "file")]];
        SettingsCatalogue.Read(sources, out var problems);
        problems.Count.ShouldBe(1);
    }

    [Fact]
    public void The_embedded_host_has_a_sender_to_start_with()
    {
        Read(out _).ForEmbedded(Names).DefaultSenderEmail.ShouldBe("noreply@example.com");
        Read(out _).ForStack(Names).DefaultSenderEmail.ShouldBeNull();
    }

    [Fact]
    public void The_engine_gets_what_was_given()
    {
        var settings = Read(
            out _, new("BounceRateAction", "hold", "x"), new("BounceRateThreshold", "2.5", "x"), new("VisibilityTimeout", "2", "x"),
            new("AdminEmail", "ops@example.com", "x")).ForEmbedded(Names);
        settings.BounceRateAction.ShouldBe(BounceRateAction.Hold);
        settings.BounceRateThreshold.ShouldBe(2.5);
        settings.VisibilityTimeout.ShouldBe(TimeSpan.FromSeconds(2));
        settings.AdminEmail.ShouldBe("ops@example.com");
        settings.SenderConcurrency.ShouldBe(1);
        Read(out _).ForStack(Names).SenderConcurrency.ShouldBe(5);
    }

    private static SettingsValues Read(out IReadOnlyList<string> problems, params SettingValue[] given) =>
        SettingsCatalogue.Read([given], out problems);
}
