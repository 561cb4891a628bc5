namespace SesMailEngine.Jinja.Conformance;

/// <summary>A case with another result than the reference's.</summary>
/// <param name="Id">The case's id.</param>
/// <param name="Template">Its template.</param>
/// <param name="Expected">The expected output or error, in words.</param>
/// <param name="Actual">The output or error that came, in words.</param>
public sealed record ConformanceFailure(string Id, string Template, string Expected, string Actual);
