using SesMailEngine.Aws.CloudFormation;
using SesMailEngine.Aws.Ses;

namespace SesMailEngine.Aws.Deploy;

/// <summary>What was found before anything was changed.</summary>
/// <param name="Account">The account, 12 digits.</param>
/// <param name="Region">The region.</param>
/// <param name="Standing">What SES lets it send.</param>
/// <param name="VerifiedBy">The verified identity the sender falls under; null when there is none.</param>
/// <param name="Stack">The stack of the name, if there is one.</param>
/// <param name="Kept">Tables and bucket that outlived an earlier stack of the name.</param>
/// <param name="Problems">What stands in the way, the first to be mended first.</param>
public sealed record PreflightReport(
    string Account, string Region, SesStanding Standing, string? VerifiedBy, StackState? Stack, IReadOnlyList<ResourceImport> Kept,
    IReadOnlyList<DeployException> Problems);
