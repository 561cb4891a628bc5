using SesMailEngine.Core.Model.Settings;

namespace SesMailEngine.Server.Hosting;

/// <summary>Everything the embedded host is told at its start.</summary>
public sealed record EmbeddedHostOptions
{
    /// <summary>The folder that holds everything; made when it is not there.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Where it listens, whom it trusts, and the names of its resources.</summary>
    public required AwsEndpointOptions Endpoint { get; init; }

    /// <summary>Called with one line when the data folder cannot be used for a while, and when it can again; must not wait.</summary>
    public Action<string>? Notice { get; init; }

    /// <summary>Puts something between the engine and its ports, such as faults; null for nothing.</summary>
    public Func<EnginePorts, EnginePorts>? AroundPorts { get; init; }

    /// <summary>The settings.</summary>
    public required SettingsValues Settings { get; init; }
}
