using Microsoft.AspNetCore.Http;

namespace SesMailEngine.Server.Dashboard.Web;

/// <summary>A request, with every value bounded.</summary>
/// <param name="request">The request.</param>
/// <param name="form">Its form; null for GET.</param>
/// <param name="keys">Opens sealed values.</param>
/// <param name="formToken">The token for forms of the answer.</param>
internal sealed class DashboardRequest(HttpRequest request, IFormCollection? form, DashboardKeys keys, string formToken)
{
    /// <summary>The longest value of a query or of a form's field.</summary>
    public const int MaxValue = 2048;

    /// <summary>Seals values for links.</summary>
    public DashboardKeys Keys => keys;

    /// <summary>The token that a form of the answer must send back.</summary>
    public string FormToken => formToken;

    /// <summary>True when the script asks for a part of the page.</summary>
    public bool WantsFragment => request.Headers["X-Fragment"] == "1";

    /// <summary>The scheme and authority the browser used.</summary>
    public string Authority => $"{request.Scheme}://{request.Host.Value}";

    /// <summary>True when the connection itself is encrypted.</summary>
    public bool IsEncrypted => request.IsHttps;

    /// <summary>A value of the query; null when it is absent, empty or too long.</summary>
    public string? Query(string name) => Bounded(request.Query[name], MaxValue);

    /// <summary>What a value of the query sealed; null for nothing.</summary>
    public string? Sealed(string name) => keys.Open(name, request.Query[name]);

    /// <summary>A field of the form, without spaces around it; null when it is absent, empty or too long.</summary>
    public string? Field(string name, int max = MaxValue) => Bounded(form?[name], max)?.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>All values of a field.</summary>
    public IReadOnlyList<string> Fields(string name) => form is null ? [] : [.. form[name].OfType<string>()];

    /// <summary>What a field sealed; null for nothing.</summary>
    public string? SealedField(string name) => keys.Open(name, form?[name]);

    /// <summary>An uploaded file; null for none.</summary>
    public IFormFile? File(string name) => form?.Files.GetFile(name);

    private static string? Bounded(string? value, int max) => string.IsNullOrEmpty(value) || value.Length > max ? null : value;
}
