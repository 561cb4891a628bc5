using System.Text.Json;
using System.Xml;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using SesMailEngine.Aws.Protocol;
using SesMailEngine.Cli.Output;
using SesMailEngine.Core.Ports;
using Spectre.Console;

namespace SesMailEngine.Cli.Commands;

// Runs a command's body and turns the failures a person can mend into one line and an exit code.
internal static class CommandRunner
{
    public static async Task<int> RunAsync(AwsTarget target, Func<Task<int>> body)
    {
        try
        {
            return await body();
        }
        catch (AwsServiceException exception) when (exception.StatusCode == 0)
        {
            return NothingAnswers(target);
        }
        catch (AwsServiceException exception)
        {
            return Fail($"{exception.Code}: {exception.Message}");
        }
        catch (UsageException exception)
        {
            return Usage(exception.Message);
        }
        catch (PortException exception) when (exception.ErrorName is "ConnectionError")
        {
            return NothingAnswers(target);
        }
        catch (PortException exception) when (exception.ErrorName is Core.Ports.Operations.IMailReader.InvalidToken)
        {
            return Usage(exception.Message);
        }
        catch (PortException exception)
        {
            // The service's own words say most; the ports leave them out where they go to logs.
            var words = exception.InnerException is AmazonServiceException or AwsServiceException ? exception.InnerException.Message : "";
            return Fail(words.Length == 0 || exception.Message.Contains(words, StringComparison.Ordinal) ? exception.Message : $"{exception.Message}: {words}");
        }
        catch (AmazonDynamoDBException exception)
        {
            return exception.StatusCode == 0 ? NothingAnswers(target) : Fail($"{exception.ErrorCode}: {exception.Message}");
        }
        catch (AmazonServiceException exception)
        {
            return Fail(exception.Message);
        }
        catch (HttpRequestException)
        {
            return NothingAnswers(target);
        }
        catch (Exception exception) when (exception is JsonException or XmlException or KeyNotFoundException)
        {
            return Fail($"What answers at {Describe(target)} does not speak AWS's protocols. Is another program on that port?");
        }
        catch (AmazonClientException exception)
        {
            return Fail(exception.Message);
        }
    }

    public static int Usage(string message)
    {
        Terminal.Errors.MarkupLineInterpolated($"[red]{message}[/]");
        return ExitCodes.Usage;
    }

    private static int Fail(string message)
    {
        Terminal.Errors.MarkupLineInterpolated($"[red]{message}[/]");
        return ExitCodes.Unavailable;
    }

    private static int NothingAnswers(AwsTarget target)
    {
        Terminal.Errors.MarkupLineInterpolated($"[red]Nothing answers at {Describe(target)}.[/]");
        if (target.EndpointUrl is not null)
        {
            Terminal.Errors.MarkupLineInterpolated($"Start the local host with [bold]sesmailengine up[/], or name another with --endpoint-url.");
        }
        return ExitCodes.Unavailable;
    }

    private static string Describe(AwsTarget target) =>
        target.EndpointUrl?.GetLeftPart(UriPartial.Authority) ?? $"AWS in {target.Region}";
}
