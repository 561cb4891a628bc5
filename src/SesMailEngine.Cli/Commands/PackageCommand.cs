using System.CommandLine;
using System.ComponentModel;
using System.Security.Cryptography;
using SesMailEngine.Cli.Output;
using SesMailEngine.Cli.Packaging;
using Spectre.Console;

namespace SesMailEngine.Cli.Commands;

// sesmailengine package: builds the functions and packs them as AWS Lambda takes them.
internal static class PackageCommand
{
    // Amazon Linux 2023, which provided.al2023 is made of.
    private static readonly Version LambdaGlibc = new(2, 34);

    public static Command Create()
    {
        var arch = new Option<string>("--arch")
        {
            Description = "The functions' processors.",
            HelpName = "x86_64|arm64",
            DefaultValueFactory = _ => FunctionArchitecture.X64.Name,
        };
        arch.AcceptOnlyFromAmong([.. FunctionArchitecture.All.Select(architecture => architecture.Name)]);
        var output = new Option<DirectoryInfo>("--output")
        {
            Description = "The folder the zip goes to; it is made if it is not there.",
            HelpName = "DIR",
            DefaultValueFactory = _ => new DirectoryInfo("artifacts/lambda"),
        };
        var command = new Command("package", "Build the AWS Lambda functions from the sources: lambda-ARCH.zip. The same sources give the same bytes.")
        {
            arch, output,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            FunctionArchitecture.Find(parsed.GetValue(arch)!)!, parsed.GetValue(output)!, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(FunctionArchitecture architecture, DirectoryInfo output, CancellationToken cancellationToken)
    {
        if (FunctionPublisher.FindSources(AppContext.BaseDirectory, Environment.CurrentDirectory) is not { } sources)
        {
            return CommandRunner.Usage("The functions are built from the sources. Run this in a checkout of the repository.");
        }
        var toolchain = new NativeToolchain();
        if (!OperatingSystem.IsLinux()) return Fail("The functions are Linux programs and are built on Linux, a container for one.");
        if (toolchain.Missing(architecture) is { } missing) return Fail(missing);

        var work = Directory.CreateTempSubdirectory("sesmailengine-package-");
        try
        {
            Terminal.Errors.MarkupLineInterpolated($"[grey]Building for {architecture.Name}, a minute or two ...[/]");
            if (await new FunctionPublisher(sources, toolchain).PublishAsync(architecture, work.FullName, cancellationToken) is { } words)
            {
                await Console.Error.WriteLineAsync(words);
                return Fail("The build failed; its output is above.");
            }
            var program = Path.Combine(work.FullName, FunctionZip.EntryName);
            var newest = ElfVersionNeeds.NewestGlibc(ElfVersionNeeds.Read(await File.ReadAllBytesAsync(program, cancellationToken)));
            if (newest > LambdaGlibc)
            {
                return Fail($"The program needs glibc {newest}, and Lambda's Amazon Linux 2023 has {LambdaGlibc}. Build it on an older system, Debian 12 for one.");
            }
            await WriteAsync(program, output, architecture, cancellationToken);
            return ExitCodes.Success;
        }
        catch (Win32Exception notFound)
        {
            return Fail($"The build needs the .NET SDK: {notFound.Message}");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return Fail(failure.Message);
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    private static async Task WriteAsync(string program, DirectoryInfo output, FunctionArchitecture architecture, CancellationToken cancellationToken)
    {
        output.Create();
        var path = Path.Combine(output.FullName, $"lambda-{architecture.Name}.zip");
        // Whoever reads it meanwhile sees the old one or the new one, never half of it.
        var unfinished = path + ".new";
        string hash;
        await using (var executable = File.OpenRead(program))
        await using (var zip = new FileStream(unfinished, FileMode.Create, FileAccess.ReadWrite))
        {
            await FunctionZip.WriteAsync(zip, executable, cancellationToken);
            zip.Position = 0;
            hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(zip, cancellationToken));
        }
        File.Move(unfinished, path, overwrite: true);
        Console.Out.WriteLine($"{path}  {new FileInfo(path).Length / 1024.0 / 1024.0:0.00} MiB  sha256 {hash}");
    }

    private static int Fail(string message)
    {
        Terminal.Errors.MarkupLineInterpolated($"[red]{message}[/]");
        return ExitCodes.Unavailable;
    }
}
