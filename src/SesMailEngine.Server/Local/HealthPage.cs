using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SesMailEngine.Core.Model;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.Local;

/// <summary><c>GET /health</c>: 200 with JSON as soon as the host serves. Scripts poll it, so it needs no password.</summary>
/// <param name="names">The stack's names.</param>
/// <param name="version">The host's version.</param>
internal sealed class HealthPage(ResourceNames names, string version) : ILocalPage
{
    /// <inheritdoc/>
    public bool IsOpen => true;

    /// <inheritdoc/>
    public bool Handles(HttpRequest request) => request.Path == "/health";

    /// <inheritdoc/>
    public Task ServeAsync(HttpContext http, CancellationToken cancellationToken)
    {
        if (!LocalAnswers.Allows(http, "GET, HEAD")) return Task.CompletedTask;
        return LocalAnswers.WriteJsonAsync(http, 200, json =>
        {
            json.WriteStartObject();
            json.WriteString("status", "ok");
            json.WriteString("stack", names.Stack);
            json.WriteString("account", names.AccountId);
            json.WriteString("region", names.Region);
            json.WriteString("version", version);
            json.WriteEndObject();
        }, cancellationToken);
    }
}
