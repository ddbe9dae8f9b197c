namespace Kanshi.Local.Lab;

/// <summary>Where a call went and by whom; drawn by the profile's weights.</summary>
internal readonly record struct Dimensions(string Deployment, string Region, string PromptVersion, string Language)
{
    public static Dimensions Draw(ServiceProfile profile, ulong callKey)
    {
        var chance = Chance.For(callKey, Purpose.Dimensions);
        return new Dimensions(
            Of(profile.Deployments, ref chance), Of(profile.Regions, ref chance), Of(profile.PromptVersions, ref chance), Of(profile.Languages, ref chance));
    }

    public bool Match(FaultScope scope) => scope.Value == scope.Dimension switch
    {
        FaultDimension.Region => Region,
        FaultDimension.PromptVersion => PromptVersion,
        FaultDimension.Deployment => Deployment,
        _ => null,
    };

    private static string Of(IReadOnlyList<Weighted> values, ref Chance chance) => values[Weighted.Pick(values, chance.Uniform())].Value;
}
