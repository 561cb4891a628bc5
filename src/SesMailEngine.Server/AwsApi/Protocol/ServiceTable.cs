namespace SesMailEngine.Server.AwsApi.Protocol;

/// <summary>The services of the endpoint, found by what a request shows of them.</summary>
internal sealed class ServiceTable
{
    private readonly Dictionary<string, IAwsService> _bySigningName;
    private readonly Dictionary<string, IAwsService> _byTarget = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IAwsService> _byVersion = new(StringComparer.Ordinal);
    private readonly List<(string Prefix, IAwsService Service)> _byPath = [];

    /// <summary>Makes the table; two services of one signing name are a mistake.</summary>
    public ServiceTable(IReadOnlyList<IAwsService> services)
    {
        _bySigningName = services.ToDictionary(service => service.Traits.SigningName, StringComparer.Ordinal);
        foreach (var service in services)
        {
            if (service.Traits.TargetPrefix is { } target) _byTarget.Add(target, service);
            if (service.Traits.QueryVersion is { } version) _byVersion.Add(version, service);
            foreach (var prefix in service.Traits.PathPrefixes) _byPath.Add((prefix, service));
        }
    }

    /// <summary>By the name in the credential scope.</summary>
    public IAwsService? BySigningName(string? name) => name is null ? null : _bySigningName.GetValueOrDefault(name);

    /// <summary>By the part of <c>X-Amz-Target</c> before the dot.</summary>
    public IAwsService? ByTarget(string? prefix) => prefix is null ? null : _byTarget.GetValueOrDefault(prefix);

    /// <summary>By the API version of a query request.</summary>
    public IAwsService? ByVersion(string? version) => version is null ? null : _byVersion.GetValueOrDefault(version);

    /// <summary>By the beginning of the path.</summary>
    public IAwsService? ByPath(string path)
    {
        foreach (var (prefix, service) in _byPath)
        {
            if (path.StartsWith(prefix, StringComparison.Ordinal)) return service;
        }
        return null;
    }
}
