using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using SesMailEngine.Cli.Chaos.Faults;
using SesMailEngine.Cli.Hosting;
using SesMailEngine.Cli.Output;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Server.Hosting;
using SesMailEngine.Server.Security;
using Spectre.Console;

namespace SesMailEngine.Cli.Commands;

// sesmailengine up: the embedded host, until Ctrl-C or SIGTERM.
internal static class UpCommand
{
    private const string DefaultDataFolder = "data";

    public static Command Create()
    {
        var port = new Option<int>("--port", "-p") { Description = "Port to serve on; 0 for any free one", HelpName = "PORT", DefaultValueFactory = _ => 4566 };
        var data = new Option<string>("--data") { Description = "Folder for the database, templates and logs; made when it is not there", HelpName = "DIR", DefaultValueFactory = _ => DefaultDataFolder };
        var stack = new Option<string>("--stack") { Description = "Stack name: the first part of every resource's name", HelpName = "NAME", DefaultValueFactory = _ => "sesmailengine" };
        var set = new Option<string[]>("--set", "-s") { Description = "A setting (see below); may be given many times", HelpName = "Name=Value", DefaultValueFactory = _ => [] };
        var region = new Option<string>("--region") { Description = "Region in ARNs and signatures", HelpName = "REGION", DefaultValueFactory = _ => "us-east-1" };
        var account = new Option<string>("--account") { Description = "Account in ARNs, 12 digits", HelpName = "ID", DefaultValueFactory = _ => "000000000000" };
        var listen = new Option<string>("--listen") { Description = "Address to listen on. Anything but loopback needs an access key", HelpName = "ADDRESS", DefaultValueFactory = _ => "127.0.0.1" };
        var accessKey = new Option<string?>("--access-key") { Description = $"Access key clients must sign with. Also {SettingSources.AccessKeyVariable}", HelpName = "ID" };
        var secretKey = new Option<string?>("--secret-key") { Description = $"Its secret. Better {SettingSources.SecretKeyVariable}: a command line is seen by others", HelpName = "SECRET" };
        var password = new Option<string?>("--dashboard-password") { Description = $"Password of the pages for people. Better {SettingSources.DashboardPasswordVariable}", HelpName = "TEXT" };
        // For the command chaos, which starts hosts whose ports fail.
        var chaos = new Option<string?>(FaultyHost.Option) { Hidden = true };
        var command = new Command("up", "Serve on one port of this machine: the engine, an AWS-compatible endpoint, a mailbox simulator.")
        {
            port, data, stack, set, region, account, listen, accessKey, secretKey, password, chaos,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var names = Names(parsed.GetValue(stack)!, parsed.GetValue(account)!, parsed.GetValue(region)!);
            var folder = Path.GetFullPath(parsed.GetValue(data)!);
            var endpoint = new AwsEndpointOptions
            {
                Names = names,
                Address = Address(parsed.GetValue(listen)!),
                Port = parsed.GetValue(port),
                AccessKeys = Keys(parsed.GetValue(accessKey), parsed.GetValue(secretKey)),
                DashboardPassword = parsed.GetValue(password) ?? Environment.GetEnvironmentVariable(SettingSources.DashboardPasswordVariable),
            };
            if (endpoint.Problem() is { } problem) return CommandRunner.Usage(problem);
            var settings = SettingSources.Read(parsed.GetValue(set)!, folder);
            var options = new EmbeddedHostOptions { DataFolder = folder, Endpoint = endpoint, Settings = settings, Notice = Console.Error.WriteLine };
            return await ServeAsync(options, FaultyHost.Parse(parsed.GetValue(chaos)), cancellationToken);
        });
        return command;
    }

    private static async Task<int> ServeAsync(EmbeddedHostOptions options, FaultyHost? faults, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        // Our own handlers, in place before anything starts, so that a signal never cuts a mail in half.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        void OnSignal(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Cancel();
        }

        EmbeddedHost host;
        try
        {
            host = faults is null
                ? await EmbeddedHost.StartAsync(options, TimeProvider.System, stop.Token)
                : await EmbeddedHost.StartAsync(faults.Around(options), faults.Clock, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCodes.Success;
        }
        catch (PortException exception)
        {
            return CommandRunner.Usage(exception.Message);
        }
        catch (IOException exception) when (exception.InnerException is SocketException or Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            return CommandRunner.Usage(
                $"Port {options.Endpoint.Port} is in use. Stop what listens there, or choose another: sesmailengine up --port 4567");
        }
        await using (host)
        {
            Welcome(host, options, TimeProvider.System.GetElapsedTime(started));
            if (faults is null) await WaitAsync(stop.Token);
            else await faults.TellAsync(stop.Token).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            Console.Out.WriteLine("Stopping: finishing what is in hand ...");
        }
        Console.Out.WriteLine("Stopped. Everything accepted is on disk.");
        return ExitCodes.Success;
    }

    private static async Task WaitAsync(CancellationToken stop)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = stop.Register(() => stopped.TrySetResult());
        await stopped.Task;
    }

    private static void Welcome(EmbeddedHost host, EmbeddedHostOptions options, TimeSpan took)
    {
        var url = host.Address.ToString().TrimEnd('/');
        var names = options.Endpoint.Names;
        var console = Terminal.Out;
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[bold]SESMailEngine[/] is ready at [link={url}]{url}[/] after {took.TotalSeconds:0.0} s");
        console.MarkupLineInterpolated($"  stack      {names.Stack}, account {names.AccountId}, region {names.Region}");
        Terminal.Line($"  data       {options.DataFolder}");
        if (host.Seeded.Length > 0) Terminal.Line($"  templates  {host.Seeded}");
        if (options.Endpoint.AccessKeys.Count > 0) console.MarkupLineInterpolated($"  keys       requests must be signed with {options.Endpoint.AccessKeys[0].Id}");
        console.WriteLine();
        var port = host.Address.Port == 4566 ? "" : $" --endpoint-url {url}";
        var stack = names.Stack == "sesmailengine" ? "" : $" --stack {names.Stack}";
        // Lines to copy: written as they are, whatever the terminal's width.
        Console.Out.WriteLine("Try next, in another terminal:");
        Console.Out.WriteLine($"  ./sesmailengine send --to success@simulator.amazonses.com --template welcome --data '{{\"userName\":\"Ada\",\"companyName\":\"Acme\"}}'{port}{stack}");
        Console.Out.WriteLine($"  aws --endpoint-url {url} dynamodb scan --table-name {names.TrackingTable}");
        Console.Out.WriteLine($"  open {url}/ for the mails it caught. Ctrl-C stops.");
    }

    private static ResourceNames Names(string stack, string account, string region)
    {
        if (stack.Length is 0 or > 64 || !char.IsAsciiLetter(stack[0]) || !stack.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
        {
            throw new UsageException($"--stack takes up to 64 letters, digits and '-', beginning with a letter, not '{stack}'.");
        }
        if (account.Length != 12 || !account.All(char.IsAsciiDigit)) throw new UsageException($"--account takes 12 digits, not '{account}'.");
        if (region.Length is 0 or > 32 || !region.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
        {
            throw new UsageException($"--region takes a region's name, for example eu-central-1, not '{region}'.");
        }
        return new ResourceNames(stack, account, region);
    }

    private static IPAddress Address(string text) => text switch
    {
        "localhost" => IPAddress.Loopback,
        _ when IPAddress.TryParse(text, out var address) => address,
        _ => throw new UsageException($"--listen takes an IP address, for example 0.0.0.0, not '{text}'."),
    };

    private static AccessKey[] Keys(string? id, string? secret)
    {
        id ??= Environment.GetEnvironmentVariable(SettingSources.AccessKeyVariable);
        secret ??= Environment.GetEnvironmentVariable(SettingSources.SecretKeyVariable);
        if (id is null && secret is null) return [];
        if (id is null || secret is null) throw new UsageException("An access key needs both its id and its secret: --access-key and --secret-key.");
        return [new AccessKey(id, secret)];
    }
}
