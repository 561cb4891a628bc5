using Amazon.DynamoDBv2;
using Amazon.Runtime;
using SesMailEngine.Aws.Protocol;
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
        catch (AmazonClientException exception)
        {
            return Fail(exception.Message);
        }
    }

    public static int Usage(string message)
    {
        Errors.MarkupLineInterpolated($"[red]{message}[/]");
        return ExitCodes.Usage;
    }

    private static int Fail(string message)
    {
        Errors.MarkupLineInterpolated($"[red]{message}[/]");
        return ExitCodes.Unavailable;
    }

    private static int NothingAnswers(AwsTarget target)
    {
        Errors.MarkupLineInterpolated($"[red]Nothing answers at {target.EndpointUrl?.ToString() ?? "AWS in " + target.Region}[/]");
        if (target.EndpointUrl is not null)
        {
            Errors.MarkupLineInterpolated($"Start the local host with [bold]sesmailengine up[/], or name another with --endpoint-url.");
        }
        return ExitCodes.Unavailable;
    }

    public static IAnsiConsole Errors { get; } =
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
}
