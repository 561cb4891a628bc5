using SesMailEngine.Aws.CloudFormation;

namespace SesMailEngine.Aws.Deploy;

/// <summary>Is told what happens while it happens.</summary>
public interface IDeployProgress
{
    /// <summary>A step of the stack's change.</summary>
    void Moved(StackEvent step);

    /// <summary>Something worth a line.</summary>
    void Note(string text);
}
