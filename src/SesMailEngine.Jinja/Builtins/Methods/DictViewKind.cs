namespace SesMailEngine.Jinja.Builtins.Methods;

/// <summary>What a view shows of its dict.</summary>
internal enum DictViewKind
{
    /// <summary>The keys.</summary>
    Keys,

    /// <summary>The values.</summary>
    Values,

    /// <summary>Pairs of both.</summary>
    Items,
}
