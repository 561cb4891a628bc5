namespace SesMailEngine.Aws.CloudFormation;

/// <summary>What a change set is for.</summary>
public enum ChangeSetType
{
    /// <summary>A new stack.</summary>
    Create,

    /// <summary>A stack that is there.</summary>
    Update,

    /// <summary>Resources that are there already become a stack's.</summary>
    Import,
}
