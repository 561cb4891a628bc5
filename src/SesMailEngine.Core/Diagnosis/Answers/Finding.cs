namespace SesMailEngine.Core.Diagnosis.Answers;

/// <summary>One explanation, in the order people read it: what it is, what happened, how to mend it, how to verify.</summary>
public sealed record Finding
{
    /// <summary>What kind of finding this is, for programs; stable and in dotted words: <c>mail.failed</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The catalogue's code, or for what is no error a word in capitals: <c>DELIVERED</c>.</summary>
    public required string Code { get; init; }

    /// <summary>What it is, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>How much it asks of the reader.</summary>
    public required FindingSeverity Severity { get; init; }

    /// <summary>What happened, in sentences.</summary>
    public required string WhatHappened { get; init; }

    /// <summary>What the finding rests on.</summary>
    public IReadOnlyList<FindingFact> Facts { get; init; } = [];

    /// <summary>Lines of source with the place marked, where a template is to blame.</summary>
    public string? Excerpt { get; init; }

    /// <summary>How to mend it, in order. Empty when there is nothing to mend.</summary>
    public IReadOnlyList<FixStep> Steps { get; init; } = [];

    /// <summary>A command that shows whether it is mended.</summary>
    public required string Verify { get; init; }

    /// <summary>Where to read on: a path below the repository's root, with an anchor.</summary>
    public required string Document { get; init; }
}
