namespace SesMailEngine.Jinja.Compilation;

/// <summary>A local variable of a body, with its slot.</summary>
internal sealed record Variable(FunctionScope Owner, int Slot, string Name);
