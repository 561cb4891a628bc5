using System.Text;
using SesMailEngine.Cli.Deploy;

namespace SesMailEngine.Cli.Tests.Deploy;

public sealed class TemplateFileTests
{
    private static readonly string[] Kept = ["EmailTrackingTable", "SuppressionTable", "DailyStatsTable", "TemplateBucket"];

    [Fact]
    public void The_template_is_in_the_program_and_small_enough_to_be_sent()
    {
        var template = TemplateFile.Load();

        Encoding.UTF8.GetByteCount(template.Text).ShouldBeLessThanOrEqualTo(51_200);
        template.Resources.Count.ShouldBe(46);
        template.Resources.ShouldContain(("EmailBus", "AWS::Events::EventBus"));
        template.Parameters.ShouldContain("AdminEmail");
        template.DescriptionOf("DataRetentionDays").ShouldBe("Days a tracking record is kept.");
    }

    [Fact]
    public void For_an_import_it_has_just_what_is_there_and_keeps_it()
    {
        var text = TemplateFile.Load().ForImport(Kept);

        foreach (var id in Kept) text.ShouldContain($"\n  {id}:\n");
        text.ShouldContain("Description: SESMailEngine");
        text.ShouldContain("\n  Environment:\n");
        text.Split("    DeletionPolicy: Retain\n").Length.ShouldBe(5);
        foreach (var word in (string[])["Transform", "Outputs", "EmailBus", "!If", "!GetAtt", "Conditions"]) text.ShouldNotContain(word);
    }

    [Fact]
    public void An_import_of_one_has_one() =>
        TemplateFile.Load().ForImport(["SuppressionTable"]).Split("    Type: AWS::").Length.ShouldBe(2);

    [Fact]
    public void What_does_not_outlive_the_stack_cannot_be_imported() =>
        Should.Throw<ArgumentException>(() => TemplateFile.Load().ForImport(["EmailBus"]));
}
