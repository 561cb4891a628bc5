using Mono.Cecil;
using Mono.Cecil.Cil;

namespace SesMailEngine.Architecture.Tests.Stack;

/// <summary>
/// What a method of our own assemblies leads to, read from their code. A call through an interface leads to the
/// implementations of those types that are made somewhere on the way (rapid type analysis), so what a function does not put
/// together it does not reach.
/// </summary>
internal sealed class CallGraph
{
    private readonly HashSet<string> own;
    private readonly HashSet<TypeDefinition> made = [];
    private readonly HashSet<MethodDefinition> reached = [];
    private readonly Dictionary<MethodDefinition, List<MethodReference>> calls = [];

    /// <summary>Reads the code.</summary>
    /// <param name="root">Where it begins.</param>
    /// <param name="assemblies">The names of our own assemblies; the way ends where it leaves them.</param>
    public CallGraph(MethodDefinition root, IEnumerable<string> assemblies)
    {
        own = [.. assemblies];
        Root = root;
        // Each round may make types that open new ways for calls seen before.
        int before;
        do
        {
            before = reached.Count + made.Count;
            reached.Clear();
            Reach(root);
        }
        while (reached.Count + made.Count != before);
    }

    /// <summary>Where it begins.</summary>
    public MethodDefinition Root { get; }

    /// <summary>Every method reached.</summary>
    public IReadOnlyCollection<MethodDefinition> Methods => reached;

    /// <summary>The methods a method refers to, our own and others', as written.</summary>
    public IReadOnlyList<MethodReference> ReferencesOf(MethodDefinition method)
    {
        if (calls.TryGetValue(method, out var known)) return known;
        var found = method.HasBody
            ? method.Body.Instructions.Select(instruction => instruction.Operand).OfType<MethodReference>().ToList()
            : [];
        return calls[method] = found;
    }

    /// <summary>The texts a method has in it.</summary>
    public static IEnumerable<string> TextsOf(MethodDefinition method) => method.HasBody
        ? method.Body.Instructions.Where(instruction => instruction.OpCode == OpCodes.Ldstr).Select(instruction => (string)instruction.Operand)
        : [];

    /// <summary>The methods of our own that a method leads to directly.</summary>
    public IEnumerable<MethodDefinition> NextOf(MethodDefinition method)
    {
        foreach (var reference in ReferencesOf(method))
        {
            if (reference.Resolve() is not { } called || !own.Contains(called.Module.Assembly.Name.Name)) continue;
            foreach (var target in TargetsOf(called)) yield return target;
            if (called.DeclaringType.Methods.FirstOrDefault(m => m.IsConstructor && m.IsStatic) is { } start) yield return start;
        }
        // What the compiler made of an async method or an iterator.
        foreach (var machine in method.CustomAttributes.Where(a => a.AttributeType.Name.EndsWith("StateMachineAttribute", StringComparison.Ordinal)))
        {
            foreach (var part in ((TypeReference)machine.ConstructorArguments[0].Value).Resolve().Methods) yield return part;
        }
    }

    private void Reach(MethodDefinition root)
    {
        var open = new Stack<MethodDefinition>([root]);
        while (open.TryPop(out var method))
        {
            if (!reached.Add(method)) continue;
            if (method.IsConstructor && !method.IsStatic) made.Add(method.DeclaringType);
            foreach (var next in NextOf(method)) open.Push(next);
        }
    }

    private List<MethodDefinition> TargetsOf(MethodDefinition called)
    {
        if (!called.IsVirtual) return [called];
        var targets = made.Select(type => ImplementationIn(type, called)).OfType<MethodDefinition>().ToList();
        return called.IsAbstract ? targets : [called, .. targets];
    }

    private static MethodDefinition? ImplementationIn(TypeDefinition type, MethodDefinition called)
    {
        if (!Kinds(type).Contains(called.DeclaringType)) return null;
        for (var current = type; current is not null; current = current.BaseType?.Resolve())
        {
            foreach (var method in current.Methods.Where(m => m.HasBody && !m.IsStatic))
            {
                if (method.Overrides.Any(o => o.Resolve() == called)) return method;
                if (method.Name == called.Name && method.Parameters.Count == called.Parameters.Count && method.IsVirtual
                    && method.Parameters.Zip(called.Parameters).All(pair => pair.First.ParameterType.Name == pair.Second.ParameterType.Name))
                {
                    return method;
                }
            }
        }
        return null;
    }

    private static IEnumerable<TypeDefinition> Kinds(TypeDefinition type)
    {
        for (var current = type; current is not null; current = current.BaseType?.Resolve())
        {
            yield return current;
            foreach (var face in current.Interfaces)
            {
                if (face.InterfaceType.Resolve() is { } resolved) yield return resolved;
            }
        }
    }
}
