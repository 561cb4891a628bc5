using System.Net;
using SesMailEngine.Core.Model;
using SesMailEngine.Server.Security;

namespace SesMailEngine.Server.Hosting;

/// <summary>Where the endpoint listens and whom it trusts.</summary>
public sealed record AwsEndpointOptions
{
    /// <summary>The names of the stack's resources.</summary>
    public required ResourceNames Names { get; init; }

    /// <summary>The address to listen on; loopback unless access keys are given.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port, 0 for any free one.</summary>
    public int Port { get; init; } = 4566;

    /// <summary>The keys clients sign with. Without any, nothing needs a signature and only loopback is allowed.</summary>
    public IReadOnlyList<AccessKey> AccessKeys { get; init; } = [];

    /// <summary>The password of the pages for people; needed for them as soon as there are access keys.</summary>
    public string? DashboardPassword { get; init; }

    /// <summary>Host names, besides localhost and IP addresses, that browsers may use for this host.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>The sentence that says why these options cannot be served; null when they can.</summary>
    public string? Problem()
    {
        if (Port is < 0 or > 65_535) return $"The port must be between 0 and 65535, not {Port}.";
        if (AccessKeys.Any(key => key.Id.Length is < 1 or > 128 || !key.Id.All(char.IsAsciiLetterOrDigit)))
            return "An access key id must be 1 to 128 letters and digits.";
        if (AccessKeys.Any(key => key.Secret.Length < 8)) return "A secret access key must have at least 8 characters.";
        if (AccessKeys.DistinctBy(key => key.Id).Count() != AccessKeys.Count) return "Two access keys have the same id.";
        if (!IPAddress.IsLoopback(Address) && AccessKeys.Count == 0)
            return $"Listening on {Address} lets other machines in, so access keys are needed: "
                + "configure at least one, or listen on 127.0.0.1.";
        return null;
    }

    /// <summary>The options without any secret.</summary>
    public override string ToString() => $"{Address}:{Port}, {AccessKeys.Count} access keys";
}
