namespace Kanshi.Scoring.Pii;

/// <summary>
/// Decides what the numbers of a cluster are. A number begins where the cluster begins or behind a space, and ends likewise; the kinds are
/// tried from the one with the strongest form on: address, card, social security, My Number, phone.
/// </summary>
internal static class NumberRules
{
    private const int FewestDigits = 4;

    public static void Apply(ref NumberCluster cluster, ref List<SensitiveSpan>? found)
    {
        if (cluster.DigitCount < FewestDigits)
            return;
        for (var first = 0; first < cluster.Count; first++)
        {
            var lead = new NumberLead(cluster.Text, cluster[first].Start);
            if (!BeginsAt(in cluster, first, in lead) || !TryMatch(ref cluster, first, in lead, out var span, out var last))
                continue;
            (found ??= []).Add(span);
            first = last;
        }
    }

    /// <summary>Whether a number may end with this group: not in front of a letter, a mailbox, a percentage, more digits.</summary>
    public static bool EndsAt(ref readonly NumberCluster cluster, int last)
    {
        if (last < cluster.Count - 1)
            return cluster[last + 1].Before is Separator.Space or Separator.Slash or Separator.Open;
        var end = cluster[last].End;
        if (cluster.IsCut || end >= cluster.Text.Length)
            return !cluster.IsCut;
        var next = cluster.Text[end];
        var after = end + 1 < cluster.Text.Length ? cluster.Text[end + 1] : (byte)' ';
        return (char)next switch
        {
            '@' or '_' or '%' or '=' or '+' or '*' or '^' or '$' or '&' => false,
            '-' or '/' or '.' or ':' => !char.IsAsciiLetterOrDigit((char)after),
            _ => !char.IsAsciiLetter((char)next),
        };
    }

    private static bool BeginsAt(ref readonly NumberCluster cluster, int first, in NumberLead lead) => first == 0
        ? lead.IsFree || (lead.Before is (byte)'/' or (byte)'@' or (byte)'=' && IpAddressRule.LooksLikeV4(in cluster, 0))
        : cluster[first].Before is Separator.Space or Separator.Slash or Separator.Open;

    private static bool TryMatch(ref NumberCluster cluster, int first, in NumberLead lead, out SensitiveSpan span, out int last) =>
        IpAddressRule.TryMatchV4(in cluster, first, out span, out last)
        || CardRule.TryMatch(in cluster, first, out span, out last)
        || NationalIdRule.TryMatch(in cluster, first, out span, out last)
        || PhoneRule.TryMatch(in cluster, first, in lead, out span, out last);
}
