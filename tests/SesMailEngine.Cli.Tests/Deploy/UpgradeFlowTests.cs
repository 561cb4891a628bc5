namespace SesMailEngine.Cli.Tests.Deploy;

[Collection(ConsoleCollection.Name)]
public sealed class UpgradeFlowTests : IAsyncLifetime
{
    private DeployLab lab = null!;

    public async ValueTask InitializeAsync()
    {
        lab = await DeployLab.StartAsync();
        (await lab.InstallAsync(given: new() { ["DataRetentionDays"] = "120" })).ExitCode.ShouldBe(ExitCodes.Success);
    }

    public ValueTask DisposeAsync() => lab.DisposeAsync();

    [Fact]
    public async Task New_code_is_uploaded_and_what_was_set_stays()
    {
        var before = lab.Stacks["mine"]!.Parameters["LambdaCodeVersion"];
        lab.Code = lab.WriteCode("newer");

        var result = await lab.UpgradeAsync();

        result.ExitCode.ShouldBe(ExitCodes.Success, result.Errors);
        lab.Stacks["mine"]!.Status.ShouldBe("UPDATE_COMPLETE");
        lab.Stacks["mine"]!.Parameters["LambdaCodeVersion"].ShouldNotBe(before);
        lab.Stacks["mine"]!.Parameters["DataRetentionDays"].ShouldBe("120");
        result.Output.ShouldContain("Modify");
        result.Output.ShouldContain("Delivered: install-check-");
    }

    [Fact]
    public async Task A_parameter_can_be_changed()
    {
        (await lab.UpgradeAsync(given: new() { ["DataRetentionDays"] = "365" })).ExitCode.ShouldBe(ExitCodes.Success);

        lab.Stacks["mine"]!.Parameters["DataRetentionDays"].ShouldBe("365");
    }

    [Fact]
    public async Task Where_nothing_changes_it_seeds_and_tests_all_the_same()
    {
        var result = await lab.UpgradeAsync();

        result.ExitCode.ShouldBe(ExitCodes.Success, result.Errors);
        result.Output.ShouldContain("Nothing to change.");
        result.Output.ShouldContain("Delivered: install-check-");
        lab.Stacks["mine"]!.Status.ShouldBe("CREATE_COMPLETE");
        lab.Stacks.ChangeSets.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_plan_shows_the_changes_and_makes_none()
    {
        lab.Code = lab.WriteCode("newer");

        var result = await lab.UpgradeAsync(isPlan: true);

        result.ExitCode.ShouldBe(ExitCodes.Success, result.Errors);
        result.Output.ShouldContain("EmailSender");
        result.Output.ShouldContain("Nothing has been changed.");
        lab.Stacks["mine"]!.Status.ShouldBe("CREATE_COMPLETE");
        lab.Stacks.ChangeSets.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_changes_are_shown_before_anybody_is_asked()
    {
        lab.Code = lab.WriteCode("newer");
        lab.Questions = new FakeQuestions { CanAsk = true, Agrees = false };

        var result = await lab.UpgradeAsync(isYes: false);

        result.ExitCode.ShouldBe(ExitCodes.Negative, result.Errors);
        lab.Questions.Asked.ShouldBe(["Carry out these 46 changes?"]);
        lab.Stacks["mine"]!.Status.ShouldBe("CREATE_COMPLETE");
        lab.Stacks.ChangeSets.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_change_that_fails_is_told_and_the_stack_is_as_before()
    {
        lab.Code = lab.WriteCode("newer");
        lab.Stacks.Failing["EmailSender"] = "The role defined for the function cannot be assumed";

        var result = await lab.UpgradeAsync();

        result.ExitCode.ShouldBe(ExitCodes.RolledBack);
        result.Errors.ShouldContain("UPDATE_FAILED EmailSender (AWS::Lambda::Function): The role defined");
        result.Errors.ShouldContain("The stack is as it was before.");
    }

    [Fact]
    public async Task No_stack_is_told()
    {
        await lab.UninstallAsync();

        (await lab.UpgradeAsync()).ExitCode.ShouldBe(ExitCodes.Negative);
    }

    [Theory]
    [InlineData("ROLLBACK_COMPLETE", "sesmailengine install --stack-name mine goes on from there.")]
    [InlineData("UPDATE_ROLLBACK_FAILED", "continue-update-rollback")]
    [InlineData("DELETE_FAILED", "INST005")]
    public async Task A_state_it_cannot_go_on_from_is_told_with_what_can(string status, string words)
    {
        lab.Stacks["mine"]!.Become(status);

        var result = await lab.UpgradeAsync();

        (result.ExitCode, result.Errors).ShouldSatisfyAllConditions(r => r.ExitCode.ShouldBe(ExitCodes.StackExists), r => r.Errors.ShouldContain(words));
    }
}
