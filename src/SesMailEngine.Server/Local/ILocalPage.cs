using Microsoft.AspNetCore.Http;

namespace SesMailEngine.Server.Local;

/// <summary>An endpoint of this host that AWS does not have. Only unsigned requests reach it.</summary>
internal interface ILocalPage
{
    /// <summary>True when it needs no password even where the other pages do.</summary>
    bool IsOpen => false;

    /// <summary>True when the request is for this page.</summary>
    bool Handles(HttpRequest request);

    /// <summary>Answers.</summary>
    Task ServeAsync(HttpContext http, CancellationToken cancellationToken);
}
