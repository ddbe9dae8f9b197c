using System.Text;
using Kanshi.Scoring;
using Kanshi.Scoring.Pii;
using Xunit;

namespace Kanshi.Tests.Scoring.Pii;

public sealed class PiiCheckTests
{
    [Theory]
    [InlineData("Write to aya.tanaka@kanshi-mail.jp, please.", "email", "aya.tanaka@kanshi-mail.jp")]
    [InlineData("メールはtaro@example.co.jpまで。", "email", "taro@example.co.jp")]
    [InlineData("<o'neil+news@sub.mail.example.com>", "email", "o'neil+news@sub.mail.example.com")]
    [InlineData("Jörg: jörg@müller.de.", "email", "jörg@müller.de")]
    [InlineData("Ring me at +1 (415) 555-2671 today", "phone", "+1 (415) 555-2671")]
    [InlineData("+442079460958", "phone", "+442079460958")]
    [InlineData("the desk is 415-555-2671 x12.", "phone", "415-555-2671 x12")]
    [InlineData("(212) 736-5000", "phone", "(212) 736-5000")]
    [InlineData("London 020 7946 0958 or Leeds", "phone", "020 7946 0958")]
    [InlineData("Mobile: 07700 900123", "phone", "07700 900123")]
    [InlineData("Telefon 030/9018200, Berlin", "phone", "030/9018200")]
    [InlineData("+49 (0)30 901820", "phone", "+49 (0)30 901820")]
    [InlineData("0171 2345678 ist meine Nummer", "phone", "0171 2345678")]
    [InlineData("Appelez le 06 12 34 56 78.", "phone", "06 12 34 56 78")]
    [InlineData("06.12.34.56.78", "phone", "06.12.34.56.78")]
    [InlineData("電話は03-1234-5678です", "phone", "03-1234-5678")]
    [InlineData("携帯：０９０－１２３４－５６７８（田中）", "phone", "０９０－１２３４－５６７８")]
    [InlineData("+81 90 1234 5678", "phone", "+81 90 1234 5678")]
    [InlineData("電話番号は09012345678です", "phone", "09012345678")]
    [InlineData("You can call 449 4898", "phone", "449 4898")]
    [InlineData("card 4111 1111 1111 1111 exp", "credit-card", "4111 1111 1111 1111")]
    [InlineData("3782-822463-10005", "credit-card", "3782-822463-10005")]
    [InlineData("カード番号：４１１１１１１１１１１１１１１１", "credit-card", "４１１１１１１１１１１１１１１１")]
    [InlineData("Pay to DE89 3704 0044 0532 0130 00 now", "iban", "DE89 3704 0044 0532 0130 00")]
    [InlineData("gb29nwbk60161331926819", "iban", "gb29nwbk60161331926819")]
    [InlineData("SSN 536-22-1847", "us-ssn", "536-22-1847")]
    [InlineData("my social security number is 536221847", "us-ssn", "536221847")]
    [InlineData("マイナンバーは1234 5678 9018です", "my-number", "1234 5678 9018")]
    [InlineData("from 203.0.113.77 port 22", "ip-address", "203.0.113.77")]
    [InlineData("http://10.218.6.131:8080/", "ip-address", "10.218.6.131")]
    [InlineData("peer 2001:db8:85a3::8a2e:370:7334 left", "ip-address", "2001:db8:85a3::8a2e:370:7334")]
    public void Personal_data_is_found_where_it_stands(string output, string kind, string expected)
    {
        var finding = Assert.Single(ScoringEvents.Score(output).Findings, found => found.Check == Checks.Pii);

        Assert.Equal((kind, expected), (finding.Kind, finding.TextOf(output)));
        Assert.InRange(finding.Confidence, 0.5, 1);
    }

    [Theory]
    [InlineData("On 2026-11-20 at 10:20:30.123 and 20.11.2026, 11/20/2026, 2026-11-20T10:20:30Z")]
    [InlineData("version 10.0.19041.1, v1.2.3.4, release 1.2.3.4, 3.14.159")]
    [InlineData("Order 415-555-2671 and ticket 0123-4567-89")]
    [InlineData("ISBN 978-3-16-148410-0, ISBN 0-306-40615-2")]
    [InlineData("3.14159265358979, 35.681236, 139.767125, -0.1234567890")]
    [InlineData("550e8400-e29b-41d4-a716-446655440000 and d41d8cd98f00b204e9800998ecf8427e")]
    [InlineData("1 234 567 890 people, 1,234,567,890 yen, 12.345.678 EUR")]
    [InlineData("Unix time 1763600000, 1763600000000 ms")]
    [InlineData("4111 1111 1111 1112 is no card, 1234567890123456 neither")]
    [InlineData("DE89 3704 0044 0532 0130 01 fails its check, DE12 is a road")]
    [InlineData("000-12-3456, 666-12-3456, 912-34-5678, 536-00-1234")]
    [InlineData("127.0.0.1, 0.0.0.0, 255.255.255.0, 10.0.0.0/8, 192.168.0.1, 256.1.1.1, ::1")]
    [InlineData("00:1B:44:11:3A:B7, 10:20:30, std::vector, a::b, 1:2:3")]
    [InlineData("icon@2x.png, npm i react@18.2.0, @decorator, git@github.com:org/repo.git, a @ b, x@y")]
    [InlineData("https://admin:pass@db.example.com/, user@localhost")]
    [InlineData("2019-2020, pages 123-456, 10-20-30, 5-4-3-2-1")]
    [InlineData("Nature (2019) 123-4567, vol. 12 (3) 45-67")]
    [InlineData("call 911 or 110; 1-800-555-0199 is toll-free; XXX-XXX-XXXX")]
    [InlineData("sum = 415552671 + 4155552671; a[100-200]; #1234567890; $1000000000")]
    [InlineData("123-456-7890, 555-555-5555")]
    [InlineData("1234 5678 9018")]
    [InlineData("１．はじめに　２０２６年１１月２０日、10,000円、第３版、〒100-0001")]
    [InlineData("[2026-11-20 09:00:00,123] INFO 4567 --- [pool-1-thread-2] c.e.App : 200 OK 1523ms 10.5MB")]
    public void What_only_looks_like_personal_data_is_left_alone(string output) =>
        Assert.DoesNotContain(ScoringEvents.Score(output).Findings, found => found.Check == Checks.Pii);

    [Theory]
    [InlineData(3)]
    [InlineData(77)]
    public void Whatever_the_text_spans_are_whole_characters_in_order_and_apart(int seed)
    {
        string[] pieces =
        [
            "a@b.co", "@", ".", "-", " ", "(", ")", "+", "０", "３－", "03", "-1234", "5678", "4111 1111 1111 1111", "DE89 3704 0044 0532 0130 00", "536-22-1847", "1.2", ".3.4", "::", "fe80", "電話", "é", "😊",
            "\n", "call ", "x1", "/", "ー", "　", "\u00A0", "1", "9", "内線", "ext. 7", "％", "、",
        ];
        var random = new Random(seed);
        for (var round = 0; round < 4000; round++)
        {
            var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => pieces[random.Next(pieces.Length)])));
            List<SensitiveSpan>? found = null;
            PiiScanner.Scan(text, ref found);
            var last = 0;
            foreach (var span in found ?? [])
            {
                Assert.True(span.Start >= last && span.End > span.Start && span.End <= text.Length, $"seed {seed}, round {round}: {span} in {Encoding.UTF8.GetString(text)}");
                Assert.True(CodePoints.Floor(text, span.Start) == span.Start && CodePoints.Floor(text, span.End) == span.End, $"seed {seed}, round {round}: {span}");
                last = span.End;
            }
        }
    }

    [Theory]
    [InlineData(5)]
    public void Bytes_that_are_no_text_do_no_harm(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 3000; round++)
        {
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            List<SensitiveSpan>? found = null;
            PiiScanner.Scan(bytes, ref found);
            Assert.All(found ?? [], span => Assert.InRange(span.End, span.Start + 1, bytes.Length));
        }
    }
}
