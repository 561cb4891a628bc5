namespace SesMailEngine.Jinja.Rendering;

/// <summary>The names of the fields of <c>loop</c>.</summary>
internal static class LoopFields
{
    internal static LoopField? Find(string name) => name switch
    {
        "index" => LoopField.Index,
        "index0" => LoopField.Index0,
        "revindex" => LoopField.RevIndex,
        "revindex0" => LoopField.RevIndex0,
        "first" => LoopField.First,
        "last" => LoopField.Last,
        "length" => LoopField.Length,
        "depth" => LoopField.Depth,
        "depth0" => LoopField.Depth0,
        "previtem" => LoopField.PreviousItem,
        "nextitem" => LoopField.NextItem,
        _ => null,
    };
}
