namespace SesMailEngine.Jinja.Compilation;

/// <summary>How a variable gets its value when its scope is entered.</summary>
internal enum LoadKind
{
    /// <summary>Given from outside: a parameter, a loop's target.</summary>
    Parameter,

    /// <summary>From the context, by name.</summary>
    Context,

    /// <summary>A copy of a variable of an outer scope.</summary>
    Alias,

    /// <summary>Not set.</summary>
    Undefined,
}

/// <summary>A load with the variable it copies, if it is an alias.</summary>
internal readonly record struct VariableLoad(LoadKind Kind, Variable? Source = null);
