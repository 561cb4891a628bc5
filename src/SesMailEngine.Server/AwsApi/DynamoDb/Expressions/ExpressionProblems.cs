namespace SesMailEngine.Server.AwsApi.DynamoDb.Expressions;

/// <summary>
/// What is wrong with an expression whose syntax is right. DynamoDB reports one problem, chosen by its kind and not by
/// its place.
/// </summary>
internal sealed class ExpressionProblems
{
    private readonly string?[] _first = new string?[Enum.GetValues<ProblemKind>().Length];

    /// <summary>The one to report; null when there is none.</summary>
    public string? Worst => _first.FirstOrDefault(problem => problem is not null);

    /// <summary>Notes a problem; the first of a kind stays.</summary>
    public void Add(ProblemKind kind, string message) => _first[(int)kind] ??= message;
}
