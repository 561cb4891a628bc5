namespace SesMailEngine.Server.Dashboard.Web;

/// <summary>What answers under one path.</summary>
internal interface IDashboardPage
{
    /// <summary>The path, without a slash at its end.</summary>
    string Path { get; }

    /// <summary>The navigation's entry it belongs to: a path.</summary>
    string Section => Path;

    /// <summary>Answers GET.</summary>
    Task<Answer> GetAsync(DashboardRequest request, CancellationToken cancellationToken);

    /// <summary>Answers a form, whose token was checked already; null when the page takes none.</summary>
    Task<Answer>? PostAsync(DashboardRequest request, CancellationToken cancellationToken) => null;
}
