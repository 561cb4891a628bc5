using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Sending.Requests;

/// <summary>What came of reading a queue message: a request, or what is wrong with it.</summary>
internal sealed record ParsedRequest
{
    private ParsedRequest()
    {
    }

    /// <summary>The request, when it is valid.</summary>
    public EmailRequest? Request { get; private init; }

    /// <summary>What could be read of a request that is not.</summary>
    public RequestDraft? Draft { get; private init; }

    /// <summary>What is wrong with it.</summary>
    public FailureFacts? Failure { get; private init; }

    /// <summary>The names of fields nobody knows, at most <see cref="MaxUnknownFields"/>.</summary>
    public IReadOnlyList<string> UnknownFields { get; init; } = [];

    /// <summary>How many unknown fields are told.</summary>
    public const int MaxUnknownFields = 10;

    /// <summary>A valid request.</summary>
    public static ParsedRequest Valid(EmailRequest request) => new() { Request = request };

    /// <summary>A request that cannot be served.</summary>
    public static ParsedRequest Invalid(RequestDraft draft, FailureFacts failure) => new() { Draft = draft, Failure = failure };
}
