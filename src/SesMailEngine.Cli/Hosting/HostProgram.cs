using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace SesMailEngine.Cli.Hosting;

// This program once more, as a child process.
internal static class HostProgram
{
    public static ProcessStartInfo Start(params ReadOnlySpan<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        // Run by `dotnet sesmailengine.dll` the process is dotnet itself, and the program its first argument.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "sesmailengine.dll"));
        }
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return start;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
