using Microsoft.AspNetCore.Builder;
using SesMailEngine.Core.Ports;
using SesMailEngine.Embedded.Bus;

namespace SesMailEngine.Server.Hosting;

/// <summary>
/// The engine on one machine: stores, workers and the endpoint, in one process. Started by <see cref="StartAsync"/>; disposing it finishes
/// what is in hand.
/// </summary>
public sealed class EmbeddedHost : IAsyncDisposable
{
    private static readonly TimeSpan ShutdownLimit = TimeSpan.FromSeconds(5);

    private readonly WebApplication endpoint;
    private readonly StackControl control;

    private EmbeddedHost(WebApplication endpoint, StackControl control, string seeded)
    {
        this.endpoint = endpoint;
        this.control = control;
        Seeded = seeded;
        Address = AwsEndpoint.AddressOf(endpoint);
    }

    /// <summary>The address it serves on, with the real port.</summary>
    public Uri Address { get; }

    /// <summary>What the seeder did at the start, for people; empty when all starter templates were there.</summary>
    public string Seeded { get; }

    /// <summary>The event bus, until the stack is changed: a change opens the data folder anew.</summary>
    public IEventBus Bus => control.Life.Stores.Bus;

    /// <summary>Opens the data folder, installs missing starter templates, starts the workers, and serves.</summary>
    /// <exception cref="PortException">The folder cannot be used; the message says so in one line.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<EmbeddedHost> StartAsync(
        EmbeddedHostOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var gate = new EndpointGate();
        var endpoint = AwsEndpoint.Create(options.Endpoint, gate);
        StackControl? control = null;
        try
        {
            control = new StackControl(options, gate, clock, endpoint.Lifetime.ApplicationStopping);
            var life = await control.BeginAsync(cancellationToken);
            gate.Open(life.Entrance);
            await endpoint.StartAsync(cancellationToken);
            return new EmbeddedHost(endpoint, control, life.Seeded);
        }
        catch
        {
            await endpoint.DisposeAsync();
            if (control is not null) await control.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops listening, lets the workers finish what they have, and closes the data folder.</summary>
    public async ValueTask DisposeAsync()
    {
        using (var limit = new CancellationTokenSource(ShutdownLimit, control.Clock))
        {
            // Long polls and journal streams would wait for ever; after the limit their connections are cut.
            await endpoint.StopAsync(limit.Token);
        }
        await control.DisposeAsync();
        await endpoint.DisposeAsync();
    }
}
