namespace SesMailEngine.Cli.Tests.Deploy;

[Collection(ConsoleCollection.Name)]
public sealed class UninstallFlowTests : IAsyncLifetime
{
    private const string Bucket = "mine-templates-123456789012";

    private DeployLab lab = null!;

    public async ValueTask InitializeAsync() => lab = await DeployLab.StartAsync();

    public ValueTask DisposeAsync() => lab.DisposeAsync();

    [Fact]
    public async Task Tables_and_templates_stay_unless_told()
    {
        await lab.InstallAsync();

        var result = await lab.UninstallAsync();

        result.ExitCode.ShouldBe(ExitCodes.Success, result.Errors);
        lab.Stacks["mine"].ShouldBeNull();
        lab.Aws.Tables.Count.ShouldBe(3);
        lab.Aws.Buckets[Bucket].ShouldNotBeEmpty();
        result.Output.ShouldContain("aws dynamodb delete-table --table-name mine-Suppression --region eu-central-1");
    }

    [Fact]
    public async Task What_stayed_is_taken_over_by_the_next_install()
    {
        await lab.InstallAsync();
        await lab.UninstallAsync();

        var result = await lab.InstallAsync();

        result.ExitCode.ShouldBe(ExitCodes.Success, result.Errors);
        result.Output.ShouldContain("Taken over; the data is as it was.");
    }

    [Fact]
    public async Task The_bucket_goes_with_all_versions_when_told()
    {
        await lab.InstallAsync();
        for (var i = 0; i < 7; i++) lab.Aws.Buckets[Bucket][$"templates/t{i}/template.html"] = 1;

        var result = await lab.UninstallAsync(deleteBucket: true);

        result.ExitCode.ShouldBe(ExitCodes.Success, result.Errors);
        lab.Aws.Buckets.ShouldNotContainKey(Bucket);
        result.Output.ShouldContain($"{Bucket} is gone, with 8 versions.");
        lab.Aws.Tables.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_bucket_that_stayed_goes_later_as_well()
    {
        await lab.InstallAsync();
        await lab.UninstallAsync();

        (await lab.UninstallAsync(deleteBucket: true)).ExitCode.ShouldBe(ExitCodes.Success);

        lab.Aws.Buckets.ShouldNotContainKey(Bucket);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_deletion_that_failed_on_a_full_bucket_is_got_past(bool deleteBucket)
    {
        await lab.InstallAsync(given: new() { ["RetainDataOnDelete"] = "false" });

        var result = await lab.UninstallAsync(deleteBucket);

        result.ExitCode.ShouldBe(ExitCodes.Success, result.Errors);
        result.Output.ShouldContain("is not empty (INST001)");
        lab.Stacks["mine"].ShouldBeNull();
        lab.Aws.Buckets.ContainsKey(Bucket).ShouldBe(!deleteBucket);
    }

    [Fact]
    public async Task A_resource_that_cannot_be_deleted_is_told_with_its_reason_and_can_be_kept()
    {
        await lab.InstallAsync();
        lab.Stacks.Undeletable["EmailBus"] = "Rules must be removed first";

        var first = await lab.UninstallAsync();
        var second = await lab.UninstallAsync(keep: "EmailBus");

        first.ExitCode.ShouldBe(ExitCodes.DeleteFailed);
        first.Errors.ShouldContain("Resource 'EmailBus' ended in DELETE_FAILED: Rules must be removed first");
        first.Errors.ShouldContain("INST002");
        first.Errors.ShouldContain("--keep EmailBus");
        second.ExitCode.ShouldBe(ExitCodes.Success, second.Errors);
        second.Output.ShouldContain("INST005");
    }

    [Fact]
    public async Task A_stack_that_was_mended_meanwhile_is_deleted_by_the_same_command()
    {
        await lab.InstallAsync();
        lab.Stacks.Undeletable["EmailBus"] = "Rules must be removed first";
        await lab.UninstallAsync();
        lab.Stacks.Undeletable.Clear();

        (await lab.UninstallAsync()).ExitCode.ShouldBe(ExitCodes.Success);
    }

    [Fact]
    public async Task A_protected_stack_is_told()
    {
        await lab.InstallAsync();
        lab.Stacks["mine"]!.IsProtected = true;

        var result = await lab.UninstallAsync();

        result.ExitCode.ShouldBe(ExitCodes.StackExists);
        result.Errors.ShouldContain("--no-enable-termination-protection");
    }

    [Fact]
    public async Task A_stack_of_somebody_else_is_not_deleted()
    {
        lab.Stacks.Add("mine", "CREATE_COMPLETE", "A shop");

        (await lab.UninstallAsync(deleteBucket: true)).ExitCode.ShouldBe(ExitCodes.StackExists);

        lab.Aws.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task No_stack_is_told()
    {
        var result = await lab.UninstallAsync();

        result.ExitCode.ShouldBe(ExitCodes.Negative);
        result.Errors.ShouldContain("There is no stack 'mine' in eu-central-1.");
    }

    [Fact]
    public async Task Without_anybody_to_confirm_nothing_is_deleted()
    {
        await lab.InstallAsync();
        var before = lab.Aws.Writes.Count();

        (await lab.UninstallAsync(isYes: false)).ExitCode.ShouldBe(ExitCodes.Usage);

        lab.Aws.Writes.Count().ShouldBe(before);
    }

    [Fact]
    public async Task An_interruption_says_that_CloudFormation_goes_on_and_the_next_run_waits_for_it()
    {
        await lab.InstallAsync();
        lab.Aws.Calling = call => { if (call == "cloudformation:DeleteStack") lab.Interrupt.Cancel(); };

        var first = await lab.UninstallAsync();
        await using var again = await DeployLab.ReturnAsync(lab);
        var second = await again.UninstallAsync();

        first.ExitCode.ShouldBe(ExitCodes.Interrupted);
        first.Errors.ShouldContain("CloudFormation goes on with 'mine' by itself.");
        second.ExitCode.ShouldBe(ExitCodes.Success, second.Errors);
    }
}
