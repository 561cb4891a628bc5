namespace SesMailEngine.Server.AwsApi.DynamoDb.Expressions;

/// <summary>What a token of an expression is.</summary>
internal enum TokenKind
{
    /// <summary>The end.</summary>
    End,

    /// <summary>A character no expression has.</summary>
    Invalid,

    /// <summary>An attribute or function name.</summary>
    Identifier,

    /// <summary><c>#name</c>.</summary>
    NamePlaceholder,

    /// <summary><c>:value</c>.</summary>
    ValuePlaceholder,

    /// <summary>A list index.</summary>
    Digits,

    /// <summary><c>=</c>, <c>&lt;&gt;</c>, <c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c> or <c>&gt;=</c>.</summary>
    Comparator,

    /// <summary><c>AND</c>, in any case, as the others.</summary>
    And,

    /// <summary><c>OR</c>.</summary>
    Or,

    /// <summary><c>NOT</c>.</summary>
    Not,

    /// <summary><c>BETWEEN</c>.</summary>
    Between,

    /// <summary><c>IN</c>.</summary>
    In,

    /// <summary><c>(</c>.</summary>
    Open,

    /// <summary><c>)</c>.</summary>
    Close,

    /// <summary><c>[</c>.</summary>
    OpenBracket,

    /// <summary><c>]</c>.</summary>
    CloseBracket,

    /// <summary><c>,</c>.</summary>
    Comma,

    /// <summary><c>.</c>.</summary>
    Dot,
}
