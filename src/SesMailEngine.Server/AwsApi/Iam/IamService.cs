using System.Globalization;
using SesMailEngine.Core.Model;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Iam;

/// <summary>
/// AWS IAM (https://docs.aws.amazon.com/IAM/latest/APIReference/welcome.html), as far as reading the roles and policies of the stack. They
/// are what the template declares, and decide nothing on this host.
/// </summary>
/// <param name="names">The stack's names.</param>
/// <param name="roles">The roles.</param>
/// <param name="policies">The policies.</param>
/// <param name="since">When they were made.</param>
internal sealed class IamService(
    ResourceNames names, IReadOnlyList<IamRole> roles, IReadOnlyList<IamPolicy> policies, DateTimeOffset since) : IAwsService
{
    private const string OnlyVersion = "v1";

    /// <inheritdoc/>
    public AwsServiceTraits Traits { get; } = new("iam")
    {
        QueryVersion = "2010-05-08",
        XmlNamespace = "https://iam.amazonaws.com/doc/2010-05-08/",
    };

    /// <inheritdoc/>
    public Task HandleAsync(AwsRequest request, CancellationToken cancellationToken) =>
        (request.Protocol == AwsProtocol.Query ? request.Operation : null) switch
        {
            "ListRoles" => ListRolesAsync(request, cancellationToken),
            "GetRole" => GetRoleAsync(request, cancellationToken),
            "ListRolePolicies" => ListRolePoliciesAsync(request, cancellationToken),
            "GetRolePolicy" => GetRolePolicyAsync(request, cancellationToken),
            "ListAttachedRolePolicies" => ListAttachedAsync(request, cancellationToken),
            "ListPolicies" => ListPoliciesAsync(request, cancellationToken),
            "GetPolicy" => GetPolicyAsync(request, cancellationToken),
            "GetPolicyVersion" => GetPolicyVersionAsync(request, cancellationToken),
            _ => throw request.UnknownOperation(),
        };

    private Task ListRolesAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        request.Form.RequireKnown("PathPrefix", "Marker", "MaxItems");
        var all = InPath(request) ? roles : [];
        return request.WriteQueryResultAsync(
            Page(request, all, role => role.Name),
            (xml, page) => xml.List("Roles", page.Items, WriteRole).Element("IsTruncated", page.Next is not null).Element("Marker", page.Next),
            cancellationToken);
    }

    private Task GetRoleAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        request.Form.RequireKnown("RoleName");
        return request.WriteQueryResultAsync(
            RequireRole(request),
            (xml, role) =>
            {
                xml.Start("Role");
                WriteRole(xml, role);
                xml.End();
            },
            cancellationToken);
    }

    private Task ListRolePoliciesAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        request.Form.RequireKnown("RoleName", "Marker", "MaxItems");
        return request.WriteQueryResultAsync(
            Page(request, RequireRole(request).Policies, policy => policy.Name),
            static (xml, page) => xml.List("PolicyNames", page.Items, static (xml, policy) => xml.Text(policy.Name))
                .Element("IsTruncated", page.Next is not null).Element("Marker", page.Next),
            cancellationToken);
    }

    private Task GetRolePolicyAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        request.Form.RequireKnown("RoleName", "PolicyName");
        var role = RequireRole(request);
        var name = request.Form["PolicyName"] ?? throw Missing("policyName");
        var policy = role.Policies.FirstOrDefault(policy => policy.Name == name)
            ?? throw NotFound($"The role policy with name {Shown(name)} cannot be found.");
        return request.WriteQueryResultAsync(
            (role, policy),
            static (xml, s) => xml.Element("RoleName", s.role.Name).Element("PolicyName", s.policy.Name)
                .Element("PolicyDocument", Uri.EscapeDataString(s.policy.Document)),
            cancellationToken);
    }

    private Task ListAttachedAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        request.Form.RequireKnown("RoleName", "PathPrefix", "Marker", "MaxItems");
        RequireRole(request);
        return request.WriteQueryResultAsync(0, static (xml, _) => xml.Start("AttachedPolicies").End().Element("IsTruncated", false), cancellationToken);
    }

    private Task ListPoliciesAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        request.Form.RequireKnown("Scope", "OnlyAttached", "PathPrefix", "PolicyUsageFilter", "Marker", "MaxItems");
        // None is AWS's own, none is attached to anybody.
        var all = request.Form["Scope"] is null or "All" or "Local" && request.Form["OnlyAttached"] != "true"
            && request.Form["PolicyUsageFilter"] is null or "PermissionsPolicy" && InPath(request) ? policies : [];
        return request.WriteQueryResultAsync(
            Page(request, all, policy => policy.Arn),
            (xml, page) => xml.List("Policies", page.Items, WritePolicy).Element("IsTruncated", page.Next is not null).Element("Marker", page.Next),
            cancellationToken);
    }

    private Task GetPolicyAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        request.Form.RequireKnown("PolicyArn");
        return request.WriteQueryResultAsync(
            RequirePolicy(request),
            (xml, policy) =>
            {
                xml.Start("Policy");
                WritePolicy(xml, policy);
                xml.Element("Description", policy.Description).End();
            },
            cancellationToken);
    }

    private Task GetPolicyVersionAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        request.Form.RequireKnown("PolicyArn", "VersionId");
        var policy = RequirePolicy(request);
        var version = request.Form["VersionId"] ?? throw Missing("versionId");
        if (version != OnlyVersion) throw NotFound($"Policy {policy.Arn} version {Shown(version)} does not exist or is not attachable.");
        return request.WriteQueryResultAsync(
            policy,
            (xml, policy) => xml.Start("PolicyVersion").Element("Document", Uri.EscapeDataString(policy.Document)).Element("VersionId", OnlyVersion)
                .Element("IsDefaultVersion", true).Element("CreateDate", Since).End(),
            cancellationToken);
    }

    private void WriteRole(XmlOutput xml, IamRole role) => xml
        .Element("Path", "/")
        .Element("RoleName", role.Name)
        .Element("RoleId", IdOf("AROA", role.Name))
        .Element("Arn", $"arn:aws:iam::{names.AccountId}:role/{role.Name}")
        .Element("CreateDate", Since)
        .Element("AssumeRolePolicyDocument", Uri.EscapeDataString(role.Trust))
        .Element("Description", role.Description)
        .Element("MaxSessionDuration", 3600);

    private void WritePolicy(XmlOutput xml, IamPolicy policy) => xml
        .Element("PolicyName", policy.Name)
        .Element("PolicyId", IdOf("ANPA", policy.Arn))
        .Element("Arn", policy.Arn)
        .Element("Path", "/")
        .Element("DefaultVersionId", OnlyVersion)
        .Element("AttachmentCount", 0)
        .Element("PermissionsBoundaryUsageCount", 0)
        .Element("IsAttachable", true)
        .Element("CreateDate", Since)
        .Element("UpdateDate", Since);

    private string Since => since.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private IamRole RequireRole(AwsRequest request)
    {
        var name = request.Form["RoleName"] ?? throw Missing("roleName");
        return roles.FirstOrDefault(role => role.Name == name) ?? throw NotFound($"The role with name {Shown(name)} cannot be found.");
    }

    private IamPolicy RequirePolicy(AwsRequest request)
    {
        var arn = request.Form["PolicyArn"] ?? throw Missing("policyArn");
        return policies.FirstOrDefault(policy => policy.Arn == arn) ?? throw NotFound($"Policy {Shown(arn)} does not exist or is not attachable.");
    }

    // All paths here are "/".
    private static bool InPath(AwsRequest request) => request.Form["PathPrefix"] is null or "/";

    private static (IReadOnlyList<T> Items, string? Next) Page<T>(AwsRequest request, IReadOnlyList<T> all, Func<T, string> keyOf)
    {
        var size = 100;
        if (request.Form["MaxItems"] is { } max
            && !(int.TryParse(max, NumberStyles.None, CultureInfo.InvariantCulture, out size) && size is >= 1 and <= 1000))
        {
            throw Invalid("maxItems must be a number between 1 and 1000");
        }
        return Paging.Cut(all, keyOf, request.Form["Marker"], size) ?? throw Invalid("The marker is not valid.");
    }

    private static string IdOf(string prefix, string name) => prefix + StableUuid.Of(name).ToString("N")[..17].ToUpperInvariant();

    private static string Shown(string text) => text.Length <= 200 ? text : text[..200];

    private static AwsException NotFound(string message) => new("NoSuchEntity", message, 404);

    private static AwsException Missing(string member) => Invalid($"1 validation error detected: Value at '{member}' failed to satisfy constraint: Member must not be null");

    private static AwsException Invalid(string message) => new("ValidationError", message);
}
