using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using SesMailEngine.Server.Local;

namespace SesMailEngine.Server.Dashboard.Web;

/// <summary>The style sheet and the script: parts of the program, under addresses that change with their content, so that browsers keep them.</summary>
internal sealed class Assets
{
    private const string Root = "/assets/";

    private readonly Dictionary<string, (string Type, byte[] Content)> _files = new(StringComparer.Ordinal);

    /// <summary>Reads them.</summary>
    public Assets()
    {
        Style = Add("dashboard", "css", "text/css; charset=utf-8");
        Script = Add("dashboard", "js", "text/javascript; charset=utf-8");
    }

    /// <summary>The style sheet's path.</summary>
    public string Style { get; }

    /// <summary>The script's path.</summary>
    public string Script { get; }

    /// <summary>True for a path of a file.</summary>
    public static bool Handles(PathString path) => path.StartsWithSegments("/assets", StringComparison.Ordinal);

    /// <summary>Serves a file.</summary>
    public async Task ServeAsync(HttpContext http, CancellationToken cancellationToken)
    {
        if (!_files.TryGetValue(http.Request.Path.Value ?? "", out var file))
        {
            await LocalAnswers.WriteAsync(http, 404, "text/plain; charset=utf-8", "There is no such file.\n"u8.ToArray(), cancellationToken);
            return;
        }
        LocalAnswers.SetHead(http, 200, file.Type);
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        http.Response.ContentLength = file.Content.Length;
        if (!HttpMethods.IsHead(http.Request.Method)) await http.Response.Body.WriteAsync(file.Content, cancellationToken);
    }

    private string Add(string name, string extension, string type)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"dashboard/{name}.{extension}")
            ?? throw new InvalidOperationException($"The resource dashboard/{name}.{extension} is not part of this program.");
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        var path = $"{Root}{name}.{Convert.ToHexStringLower(SHA256.HashData(content))[..16]}.{extension}";
        _files[path] = (type, content);
        return path;
    }
}
