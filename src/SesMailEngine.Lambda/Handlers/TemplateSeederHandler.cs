using System.Text;
using SesMailEngine.Core.Ports;
using SesMailEngine.Core.Templates;
using SesMailEngine.Lambda.Runtime;

namespace SesMailEngine.Lambda.Handlers;

/// <summary>Installs the starter templates that are part of the program; the call's payload does not matter.</summary>
/// <param name="seeder">The engine's; null when the function was started without a setting.</param>
/// <param name="missingSetting">That setting.</param>
internal sealed class TemplateSeederHandler(TemplateSeeder? seeder, string missingSetting)
{
    /// <summary>Seeds; answers with what was done, or with the reason why not.</summary>
    /// <exception cref="PortException">The bucket failed otherwise than by denying access.</exception>
    public async Task<ReadOnlyMemory<byte>> HandleAsync(Invocation invocation, CancellationToken nearDeadline)
    {
        var result = seeder is null ? TemplateSeederResult.MissingSetting(missingSetting) : await seeder.SeedAsync(nearDeadline);
        return Encoding.UTF8.GetBytes(result.ToJson());
    }
}
