namespace SesMailEngine.Cli.Tests.Deploy;

[Collection(ConsoleCollection.Name)]
public sealed class InstallFlowTests : IAsyncLifetime
{
    private const string Bucket = "mine-templates-123456789012";
    private const string CodeBucket = "sesmailengine-code-123456789012-eu-central-1";

    private DeployLab lab = null!;

    public async ValueTask InitializeAsync() => lab = await DeployLab.StartAsync();

    public ValueTask DisposeAsync() => lab.DisposeAsync();

    [Fact]
    public async Task A_new_stack_is_made_seeded_and_seen_delivering()
    {
        var result = await lab.InstallAsync();

        result.ExitCode.ShouldBe(ExitCodes.Success, result.Errors);
        lab.Stacks["mine"]!.Status.ShouldBe("CREATE_COMPLETE");
        lab.Stacks["mine"]!.Resources.Count.ShouldBe(46);
        result.Output.ShouldContain("Step 6/6");
        result.Output.ShouldContain("Installed 8, updated 0, skipped 0");
        result.Output.ShouldContain("Delivered: install-check-");
        result.Output.ShouldContain("mine is ready");
        lab.Stacks.ChangeSets.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_stack_gets_the_code_that_was_uploaded_under_a_name_of_its_content()
    {
        (await lab.InstallAsync()).ExitCode.ShouldBe(ExitCodes.Success);

        var parameters = lab.Stacks["mine"]!.Parameters;
        parameters["LambdaCodeS3Bucket"].ShouldBe(CodeBucket);
        lab.Aws.Buckets[CodeBucket].Keys.ShouldBe([$"sesmailengine/{parameters["LambdaCodeVersion"]}/lambda-x86_64.zip"]);
        lab.Aws.Calls.ShouldContain("s3:PUT bucket?publicAccessBlock");
        lab.Aws.Calls.ShouldContain("s3:PUT bucket?encryption");
    }

    [Fact]
    public async Task Before_anything_it_says_what_it_found_what_it_will_make_and_what_that_costs()
    {
        var result = await lab.InstallAsync(isPlan: true);

        result.ExitCode.ShouldBe(ExitCodes.Success, result.Errors);
        foreach (var fact in (string[])
            ["123456789012", "eu-central-1", "sandbox", "1 mails a second, 200 a day, 3 sent", "mail@example.com, verified by example.com", "mine, new", "46 resources", "5 SQS Queue", "120.75", "13.26", "2.51"])
        {
            result.Output.ShouldContain(fact);
        }
    }

    [Fact]
    public async Task A_plan_changes_nothing()
    {
        (await lab.InstallAsync(isPlan: true)).Output.ShouldContain("Nothing has been changed.");

        lab.Aws.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_plan_tells_every_obstacle_and_the_code_of_the_first()
    {
        lab.Aws.Verified.Clear();
        lab.Aws.Foreign.Add(Bucket);

        var result = await lab.InstallAsync(isPlan: true);

        result.ExitCode.ShouldBe(ExitCodes.SenderNotReady);
        result.Errors.ShouldContain("Email not verified");
        result.Errors.ShouldContain("Bucket already exists");
    }

    [Fact]
    public async Task An_unverified_sender_is_told_with_the_command_that_verifies_it()
    {
        lab.Aws.Verified.Clear();

        var result = await lab.InstallAsync();

        result.ExitCode.ShouldBe(ExitCodes.SenderNotReady);
        result.Errors.ShouldContain("Email not verified: SES in eu-central-1 does not know mail@example.com");
        result.Errors.ShouldContain("aws sesv2 create-email-identity --email-identity mail@example.com --region eu-central-1");
        lab.Aws.Writes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("mail@example.com", "mail@example.com")]
    [InlineData("mail@news.shop.example.com", "example.com")]
    public async Task An_address_or_any_domain_above_it_verifies_a_sender(string sender, string identity)
    {
        lab.Aws.Verified.Add("mail@example.com");

        (await lab.InstallAsync(sender: sender, isPlan: true)).Output.ShouldContain($"verified by {identity}");
    }

    [Fact]
    public async Task A_paused_account_is_told()
    {
        lab.Aws.IsPaused = true;

        var result = await lab.InstallAsync();

        (result.ExitCode, result.Errors.Contains("SES has paused sending", StringComparison.Ordinal)).ShouldBe((ExitCodes.SenderNotReady, true));
    }

    [Fact]
    public async Task A_template_bucket_of_somebody_else_is_told_before_anything_is_made()
    {
        lab.Aws.Foreign.Add(Bucket);

        var result = await lab.InstallAsync();

        result.ExitCode.ShouldBe(ExitCodes.BucketTaken);
        result.Errors.ShouldContain($"Bucket already exists: '{Bucket}'");
        result.Errors.ShouldContain("--stack-name");
        lab.Aws.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_code_bucket_of_somebody_else_is_told_with_the_option_that_names_another()
    {
        lab.Aws.Foreign.Add(CodeBucket);

        var result = await lab.InstallAsync();

        result.ExitCode.ShouldBe(ExitCodes.BucketTaken);
        result.Errors.ShouldContain("--code-bucket");
    }

    [Theory]
    [InlineData("sts:GetCallerIdentity", 403, "InvalidClientTokenId", "The security token included in the request is invalid", ExitCodes.Credentials)]
    [InlineData("sts:GetCallerIdentity", 403, "ExpiredToken", "The security token included in the request is expired", ExitCodes.Credentials)]
    [InlineData("ses:GET /v2/email/account", 403, "AccessDeniedException", "User: u is not authorized to perform: ses:GetAccount", ExitCodes.AccessDenied)]
    [InlineData("cloudformation:CreateChangeSet", 403, "AccessDenied", "User: u is not authorized to perform: cloudformation:CreateChangeSet", ExitCodes.AccessDenied)]
    [InlineData("s3:PUT bucket", 403, "AccessDenied", "Access Denied", ExitCodes.AccessDenied)]
    [InlineData("lambda:POST /2015-03-31/functions/mine-TemplateSeeder/invocations", 403, "AccessDeniedException", "not authorized to perform: lambda:InvokeFunction", ExitCodes.AccessDenied)]
    [InlineData("cloudformation:CreateChangeSet", 400, "ValidationError", "Template format error", ExitCodes.Unavailable)]
    public async Task A_refusal_is_told_with_its_words_a_fix_and_a_code_of_its_own(string call, int status, string code, string message, int exitCode)
    {
        lab.Aws.Refusals[call] = (status, code, message);

        var result = await lab.InstallAsync();

        result.ExitCode.ShouldBe(exitCode, result.Errors);
        result.Errors.ShouldContain("Fix:");
        if (exitCode == ExitCodes.AccessDenied) result.Errors.ShouldContain("Access Denied");
        if (exitCode != ExitCodes.Credentials || code != "ExpiredToken") result.Errors.ShouldContain(message);
        lab.Log.ShouldContain(code == "ExpiredToken" ? "expired" : "Fix", Case.Insensitive);
    }

    [Fact]
    public async Task A_whole_stack_of_the_name_is_not_touched()
    {
        (await lab.InstallAsync()).ExitCode.ShouldBe(ExitCodes.Success);
        var before = lab.Aws.Writes.Count();

        var result = await lab.InstallAsync(given: new() { ["EmailSenderMemory"] = "1024" });

        result.ExitCode.ShouldBe(ExitCodes.StackExists);
        result.Errors.ShouldContain("Stack already exists: 'mine' is CREATE_COMPLETE.");
        result.Errors.ShouldContain("sesmailengine upgrade --stack-name mine");
        lab.Aws.Writes.Count().ShouldBe(before);
    }

    [Fact]
    public async Task A_stack_of_somebody_else_is_not_touched()
    {
        lab.Stacks.Add("mine", "ROLLBACK_COMPLETE", "A shop");

        var result = await lab.InstallAsync();

        (result.ExitCode, lab.Aws.Writes.Count()).ShouldBe((ExitCodes.StackExists, 0));
        result.Errors.ShouldContain("is not one of SESMailEngine");
    }

    [Fact]
    public async Task A_stack_whose_deletion_failed_is_told_with_its_code()
    {
        lab.Stacks.Add("mine", "DELETE_FAILED");

        var result = await lab.InstallAsync();

        result.ExitCode.ShouldBe(ExitCodes.StackExists);
        result.Errors.ShouldContain("INST005");
        result.Errors.ShouldContain("sesmailengine uninstall --stack-name mine");
    }

    [Fact]
    public async Task A_resource_that_fails_is_told_with_its_reason()
    {
        lab.Stacks.Failing["SESConfigurationSet"] = "Limit exceeded for configuration sets";

        var result = await lab.InstallAsync();

        result.ExitCode.ShouldBe(ExitCodes.RolledBack);
        result.Errors.ShouldContain("CREATE_FAILED SESConfigurationSet (AWS::SES::ConfigurationSet): Limit exceeded for configuration sets The stack is now ROLLBACK_COMPLETE.");
        result.Output.ShouldContain("Resource creation cancelled");
    }

    [Theory]
    [InlineData("TemplateBucket", "mine-templates-123456789012 already exists", ExitCodes.BucketTaken, "Bucket already exists")]
    [InlineData("EmailSenderRole", "User: u is not authorized to perform: iam:CreateRole", ExitCodes.AccessDenied, "Access Denied while making EmailSenderRole")]
    public async Task Reasons_the_guide_knows_have_their_own_words(string resource, string reason, int exitCode, string words)
    {
        lab.Stacks.Failing[resource] = reason;

        var result = await lab.InstallAsync();

        (result.ExitCode, result.Errors).ShouldSatisfyAllConditions(r => r.ExitCode.ShouldBe(exitCode), r => r.Errors.ShouldContain(words), r => r.Errors.ShouldContain(reason));
    }

    [Fact]
    public async Task After_a_failure_the_same_command_clears_the_remains_away_and_goes_on()
    {
        lab.Stacks.Failing["SESConfigurationSet"] = "Limit exceeded";
        await lab.InstallAsync();
        lab.Stacks["mine"]!.Status.ShouldBe("ROLLBACK_COMPLETE");
        lab.Stacks["mine"]!.Resources.Clear();
        lab.Aws.Tables.Clear();
        lab.Aws.Buckets.Remove(Bucket);
        lab.Stacks.Failing.Clear();

        var result = await lab.InstallAsync();

        result.ExitCode.ShouldBe(ExitCodes.Success, result.Errors);
        result.Output.ShouldContain("The stack is ROLLBACK_COMPLETE: the remains of a try that failed are cleared away.");
    }

    [Fact]
    public async Task What_an_earlier_stack_left_is_taken_over()
    {
        foreach (var table in (string[])["mine-EmailTracking", "mine-Suppression", "mine-DailyStats"]) lab.Aws.Tables.Add(table);
        lab.Aws.Buckets[Bucket] = new(StringComparer.Ordinal) { ["templates/mine/template.html"] = 5 };

        var result = await lab.InstallAsync();

        result.ExitCode.ShouldBe(ExitCodes.Success, result.Errors);
        result.Output.ShouldContain("42 resources");
        result.Output.ShouldContain("Taking over what an earlier stack left: mine-EmailTracking, mine-Suppression, mine-DailyStats, " + Bucket);
        lab.Stacks["mine"]!.Status.ShouldBe("UPDATE_COMPLETE");
        lab.Stacks["mine"]!.Resources.Count.ShouldBe(46);
        lab.Aws.Buckets[Bucket].Keys.ShouldContain("templates/mine/template.html");
    }

    [Fact]
    public async Task A_part_of_what_an_earlier_stack_left_is_taken_over_and_the_rest_made()
    {
        lab.Aws.Tables.Add("mine-Suppression");

        (await lab.InstallAsync()).ExitCode.ShouldBe(ExitCodes.Success);

        lab.Stacks["mine"]!.Resources.Count.ShouldBe(46);
    }

    [Fact]
    public async Task An_import_that_ended_and_did_not_grow_is_taken_up()
    {
        lab.Aws.Tables.Add("mine-Suppression");
        lab.Stacks.Failing["EmailQueue"] = "Service unavailable";
        (await lab.InstallAsync()).ExitCode.ShouldBe(ExitCodes.RolledBack);
        lab.Stacks.Failing.Clear();

        var result = await lab.InstallAsync();

        result.ExitCode.ShouldBe(ExitCodes.Success, result.Errors);
        lab.Stacks["mine"]!.Resources.Count.ShouldBe(46);
    }

    [Theory]
    [InlineData("sts:GetCallerIdentity", "Nothing has been changed.")]
    [InlineData("s3:PUT object", "the stack has not been touched")]
    [InlineData("cloudformation:DescribeChangeSet", "The prepared change set was dropped.")]
    [InlineData("dynamodb:GetItem", "'sesmailengine upgrade --stack-name mine' seeds and tests it")]
    public async Task An_interruption_says_what_is_true_now(string call, string standing)
    {
        lab.Aws.Calling = called => { if (called == call) lab.Interrupt.Cancel(); };

        var result = await lab.InstallAsync();

        result.ExitCode.ShouldBe(ExitCodes.Interrupted, result.Errors);
        result.Errors.ShouldContain("Interrupted.");
        result.Errors.ShouldContain(standing);
        lab.Stacks.ChangeSets.ShouldBeEmpty();
        lab.Log.ShouldContain("interrupted");
    }

    [Fact]
    public async Task An_install_interrupted_while_CloudFormation_works_goes_on_with_the_next_run()
    {
        var executed = false;
        lab.Aws.Calling = call =>
        {
            executed |= call == "cloudformation:ExecuteChangeSet";
            if (executed && call == "cloudformation:DescribeStackEvents") lab.Interrupt.Cancel();
        };
        var first = await lab.InstallAsync();
        first.ExitCode.ShouldBe(ExitCodes.Interrupted);
        first.Errors.ShouldContain("CloudFormation goes on with 'mine' by itself.");

        await using var again = await AgainAsync();
        var result = await again.InstallAsync();

        result.ExitCode.ShouldBe(ExitCodes.Success, result.Errors);
        result.Output.ShouldContain("an earlier run's change is still under way");
        again.Stacks["mine"]!.Status.ShouldBe("CREATE_COMPLETE");
    }

    [Fact]
    public async Task A_change_set_and_a_stack_in_review_that_an_earlier_run_left_are_no_obstacle()
    {
        // The first run is cut off where not even its cleaning up gets through.
        lab.Aws.Refusals["cloudformation:ExecuteChangeSet"] = (403, "AccessDenied", "no");
        (await lab.InstallAsync()).ExitCode.ShouldBe(ExitCodes.AccessDenied);
        lab.Stacks["mine"]!.Status.ShouldBe("REVIEW_IN_PROGRESS");
        lab.Stacks.ChangeSets.Count.ShouldBe(1);
        lab.Aws.Refusals.Clear();

        var result = await lab.InstallAsync();

        result.ExitCode.ShouldBe(ExitCodes.Success, result.Errors);
        result.Output.ShouldContain("An earlier run had begun to prepare it");
    }

    [Fact]
    public async Task A_stack_that_never_ends_is_given_up_with_a_code()
    {
        lab.Stacks.IsStill = true;

        var result = await lab.InstallAsync();

        result.ExitCode.ShouldBe(ExitCodes.TimedOut);
        result.Errors.ShouldContain("INST004");
    }

    [Theory]
    [InlineData("failed", "is failed: it went wrong")]
    [InlineData("sent", "is not delivered after 4 minutes (sent)")]
    public async Task A_test_mail_that_does_not_arrive_is_told(string status, string words)
    {
        lab.Aws.MailStatus = status;

        var result = await lab.InstallAsync();

        result.ExitCode.ShouldBe(ExitCodes.NotVerified);
        result.Errors.ShouldContain(words);
        lab.Stacks["mine"]!.Status.ShouldBe("CREATE_COMPLETE");
    }

    [Fact]
    public async Task Whoever_is_there_is_asked_and_can_say_no()
    {
        lab.Questions = new FakeQuestions { CanAsk = true, Agrees = false, Answers = { ["sent from"] = "mail@example.com" } };

        var result = await lab.AskedInstallAsync();

        result.ExitCode.ShouldBe(ExitCodes.Negative, result.Errors);
        lab.Questions.Asked.Count.ShouldBe(3);
        lab.Questions.Asked[^1].ShouldBe("Install 'mine' into account 123456789012?");
        lab.Aws.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_anybody_to_ask_what_is_missing_is_named()
    {
        var result = await lab.AskedInstallAsync();

        (result.ExitCode, result.Errors.Trim()).ShouldBe((ExitCodes.Usage, "--sender-email is needed."));
    }

    [Theory]
    [InlineData("Mine")]
    [InlineData("mine_too")]
    [InlineData("a-name-that-is-much-too-long-for-a-bucket")]
    public async Task A_name_the_template_bucket_could_not_have_is_refused(string stack) =>
        (await lab.InstallAsync(stack)).ExitCode.ShouldBe(ExitCodes.Usage);

    [Fact]
    public async Task Code_for_other_processors_is_refused_before_anything_is_made()
    {
        lab.Code = lab.WriteCode("arm", machine: 0xB7);

        var result = await lab.InstallAsync();

        (result.ExitCode, lab.Aws.Writes.Count()).ShouldBe((ExitCodes.Usage, 0));
        result.Errors.ShouldContain("not for x86_64");
    }

    [Fact]
    public async Task The_log_has_the_events_and_neither_secrets_nor_addresses()
    {
        lab.Aws.Refusals["events:PutEvents"] = (400, "ValidationException", $"you sent {DeployLab.Secret} for mail@example.com");

        await lab.InstallAsync();

        lab.Log.ShouldContain("CREATE_COMPLETE EmailQueue");
        lab.Log.ShouldContain("you sent *** for m***@example.com");
        lab.Log.ShouldNotContain(DeployLab.Secret);
        lab.Log.ShouldNotContain("mail@example.com");
        lab.Log.ShouldNotContain("token-that-must-not");
        foreach (var line in lab.Log.Split('\n', StringSplitOptions.RemoveEmptyEntries)) System.Text.Json.JsonDocument.Parse(line).Dispose();
    }

    // The same account, and somebody who comes back to it.
    private Task<DeployLab> AgainAsync() => DeployLab.ReturnAsync(lab);
}
