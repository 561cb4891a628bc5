using System.CommandLine;
using SesMailEngine.Cli.Operations;
using SesMailEngine.Cli.Output;
using SesMailEngine.Core.Diagnosis.Answers;

namespace SesMailEngine.Cli.Commands;

// sesmailengine doctor: the whole stack, part by part.
internal static class DoctorCommand
{
    public static Command Create()
    {
        var plain = new Option<bool>("--plain") { Description = "Write addresses whole" };
        var endpoint = new EndpointOptions();
        var command = new Command("doctor", "Check the whole stack: resources, sender, quota, guard, queues, dead letters, templates, alarms, rules, seeder, logs. "
            + "The exit code is 1 when a check failed; warnings alone give 0.") { plain };
        return command.On(endpoint, async (parsed, ports, cancellationToken) =>
        {
            var checkUp = await StackDiagnosis.Create(ports, WhyCommand.Words(endpoint, parsed, parsed.GetValue(plain))).CheckAsync(cancellationToken);
            if (endpoint.IsJson(parsed)) Console.Out.WriteLine(AnswerView.Json(json => AnswerJson.Write(json, checkUp)));
            else AnswerView.Write(checkUp);
            return checkUp.State == CheckState.Fail ? ExitCodes.Negative : ExitCodes.Success;
        });
    }
}
