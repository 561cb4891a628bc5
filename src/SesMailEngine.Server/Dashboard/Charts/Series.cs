namespace SesMailEngine.Server.Dashboard.Charts;

/// <summary>What one colour of a chart stands for.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Class">The style sheet's class that colours it.</param>
internal sealed record Series(string Name, string Class);
