namespace SesMailEngine.Jinja.Rendering;

/// <summary>The fields of <c>loop</c>.</summary>
internal enum LoopField
{
    Index,
    Index0,
    RevIndex,
    RevIndex0,
    First,
    Last,
    Length,
    Depth,
    Depth0,
    PreviousItem,
    NextItem,
}
