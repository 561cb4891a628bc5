using System.CommandLine;
using SesMailEngine.Cli.Operations;
using SesMailEngine.Cli.Output;
using SesMailEngine.Core.Diagnosis;
using SesMailEngine.Core.Diagnosis.Answers;

namespace SesMailEngine.Cli.Commands;

// sesmailengine why: what happened to a mail or a recipient, or what an error means, and how to mend it.
internal static class WhyCommand
{
    public static Command Create()
    {
        var subject = new Argument<string>("emailId|address|text")
        {
            Description = "A mail's id, a recipient's address, an error's code or message in quotes, an alarm's or a template's name, or a topic: "
                + string.Join(", ", Diagnostician.Topics),
        };
        var notifications = new Option<bool>("--notifications") { Description = "Try the rules on the bus on this mail's own notification" };
        var plain = new Option<bool>("--plain") { Description = "Write addresses whole; asked by address, they always are" };
        var endpoint = new EndpointOptions();
        var command = new Command("why", "Why a mail did not arrive, what an error means, how to mend it and how to verify. "
            + "The exit code is 1 when something has to be mended.") { subject, notifications, plain };
        return command.On(endpoint, async (parsed, ports, cancellationToken) =>
        {
            var diagnosis = StackDiagnosis.Create(ports, Words(endpoint, parsed, parsed.GetValue(plain)));
            var text = parsed.GetValue(subject)!;
            if (string.IsNullOrWhiteSpace(text)) throw new UsageException("Say what to explain: an emailId, an address, or an error's text in quotes.");
            var answer = parsed.GetValue(notifications)
                ? await diagnosis.ExplainNotificationsAsync(text, cancellationToken)
                : await diagnosis.ExplainAsync(text, cancellationToken);
            if (endpoint.IsJson(parsed)) Console.Out.WriteLine(AnswerView.Json(json => AnswerJson.Write(json, answer)));
            else AnswerView.Write(answer);
            return answer.Severity >= FindingSeverity.Problem ? ExitCodes.Negative : ExitCodes.Success;
        });
    }

    // The options that led to this stack, so that the commands in an answer lead there too. Defaults are left out.
    public static AnswerWords Words(EndpointOptions endpoint, ParseResult parsed, bool isPlain)
    {
        var options = "";
        var stack = parsed.GetValue(endpoint.Stack)!;
        if (parsed.GetValue(endpoint.UseAws)) options += " --aws";
        if (parsed.GetValue(endpoint.EndpointUrl) is { } url) options += $" --endpoint-url {url.GetLeftPart(UriPartial.Path).TrimEnd('/')}";
        if (parsed.GetValue(endpoint.Region) is { } region) options += $" --region {AnswerWords.Quote(region)}";
        if (stack != "sesmailengine") options += $" --stack {AnswerWords.Quote(stack)}";
        return new AnswerWords(options, isPlain, stack);
    }
}
