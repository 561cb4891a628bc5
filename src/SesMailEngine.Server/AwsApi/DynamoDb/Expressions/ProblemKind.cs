namespace SesMailEngine.Server.AwsApi.DynamoDb.Expressions;

/// <summary>Kinds of problems, the ones reported first in front.</summary>
internal enum ProblemKind
{
    /// <summary>Parentheses around parentheses.</summary>
    Parentheses,

    /// <summary>A function that does not exist.</summary>
    UnknownFunction,

    /// <summary>A function in a place where its result does not fit.</summary>
    MisusedFunction,

    /// <summary>A reserved word as a name.</summary>
    ReservedWord,

    /// <summary>Too much of something.</summary>
    Limit,

    /// <summary>A placeholder that is not defined.</summary>
    Undefined,

    /// <summary>The wrong number of operands.</summary>
    OperandCount,

    /// <summary>An operand used twice.</summary>
    SameOperand,

    /// <summary>An operand of the wrong type.</summary>
    OperandType,

    /// <summary>Paths that step differently into the same value.</summary>
    PathConflict,

    /// <summary>A path inside another.</summary>
    PathOverlap,
}
