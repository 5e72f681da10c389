using System.Collections.Immutable;
using System.Text;

namespace PingOneScenarios.Engine.Templating.Functions;

/// <summary>Made-up people: names of several languages, each as likely as the others.</summary>
internal static class FakeNames
{
    // Letters outside ASCII, each above the one that stands for it in an address.
    private const string Letters = "àáâãäåāăąçćčďđðèéêëēėęěğģìíîïīįıķłļľñńņňòóôõöøōőŕřśşšșťțùúûüūůűųýÿźżž";
    private const string InAscii = "aaaaaaaaacccdddeeeeeeeeggiiiiiiiklllnnnnoooooooorrssssttuuuuuuuuyyzzz";

    /// <summary>Given and family names by language; both of a person come from the same one.</summary>
    public static ImmutableArray<(ImmutableArray<string> Given, ImmutableArray<string> Family)> Languages { get; } =
    [
        // English
        (
            Split(
                "Alice,Amelia,Arthur,Beatrice,Charlotte,Clara,Daniel,Edith,Edward,Eleanor,Emma,Ethan,Frances,Gemma,George,Grace,Harriet,Henry,Isla,Jack"
            ),
            Split(
                "Ashdown,Barlow,Carter,Dawson,Ellis,Fletcher,Garner,Hartley,Ingram,Jessop,Kendall,Langley,Marsh,Norwood,O'Connor,Parker,Radcliffe,Shaw,Turner,Whitfield"
            )
        ),
        // Spanish
        (
            Split(
                "Adrián,Álvaro,Ana,Beatriz,Carmen,Diego,Elena,Esteban,Gonzalo,Inés,Javier,Jimena,Lucía,Marta,Nicolás,Noelia,Pablo,Raúl,Sofía,Ximena"
            ),
            Split(
                "Aguilar,Benítez,Cabrera,Domínguez,Escudero,Fuentes,Gálvez,Herrero,Ibáñez,Jiménez,Lozano,Márquez,Núñez,Ortega,Peña,Quintero,Rincón,Soler,Valverde,Zamora"
            )
        ),
        // French
        (
            Split(
                "Adèle,Antoine,Aurélie,Baptiste,Camille,Chloé,Damien,Élodie,Étienne,Fabien,Gaëlle,Hugo,Inès,Jules,Léa,Maëlle,Noémie,Océane,Rémi,Théo"
            ),
            Split(
                "Aubert,Beaumont,Chevalier,Delacroix,Étienne,Fontaine,Garnier,Hébert,Jacquet,Lambert,Lefèvre,Marchand,Noël,Perrin,Renaud,Rousseau,Sabatier,Tessier,Vasseur,Villeneuve"
            )
        ),
        // German and Dutch
        (
            Split(
                "Anneliese,Bastian,Björn,Claudia,Femke,Friedrich,Greta,Hannah,Jürgen,Katrin,Lukas,Marieke,Matthias,Nele,Ruben,Sander,Stefan,Ulrike,Wiebke,Zoë"
            ),
            Split(
                "Albrecht,Bergmann,Bäcker,de Groot,Dietrich,Engel,Fischer,Großmann,Hoffmann,Jäger,Köhler,Lindemann,Möller,Neumann,Schäfer,Schröder,van Dijk,Vermeer,Weiß,Zimmermann"
            )
        ),
        // Nordic
        (
            Split(
                "Aino,Anders,Astrid,Bjarne,Ebba,Eero,Freja,Gunnar,Håkon,Ingrid,Jørgen,Kirsten,Lars,Magnus,Noora,Oskar,Signe,Søren,Tuomas,Åsa"
            ),
            Split(
                "Aalto,Berg,Dahl,Eklund,Forsberg,Grønlund,Hansen,Holm,Järvinen,Karlsson,Lindqvist,Lund,Mäkinen,Nygård,Ødegaard,Rasmussen,Sandström,Sørensen,Virtanen,Åkesson"
            )
        ),
        // Polish, Czech and Hungarian
        (
            Split(
                "Agnieszka,Bartosz,Dorota,Eszter,Grzegorz,Ilona,Jakub,Jiří,Kateřina,László,Łukasz,Małgorzata,Marek,Matěj,Paweł,Réka,Tereza,Tomáš,Zbigniew,Zsófia"
            ),
            Split(
                "Balogh,Černý,Dvořák,Fekete,Górski,Horváth,Jabłoński,Kaczmarek,Kovács,Krejčí,Lewandowski,Majewska,Nowak,Pokorný,Růžička,Szabó,Tóth,Wiśniewska,Zając,Zieliński"
            )
        ),
        // West African
        (
            Split(
                "Abena,Adaeze,Amara,Babajide,Chidi,Efua,Emeka,Folake,Ifeoma,Kofi,Kwame,Mariama,Ngozi,Nnamdi,Obinna,Oluwaseun,Ousmane,Sade,Tunde,Yaa"
            ),
            Split(
                "Achebe,Adebayo,Asante,Balogun,Boateng,Camara,Diallo,Eze,Ibekwe,Keita,Mensah,Nwosu,Obi,Okafor,Okonkwo,Onyango,Owusu,Sarpong,Sow,Traoré"
            )
        ),
        // South Asian
        (
            Split(
                "Aarav,Aditi,Ananya,Arjun,Deepa,Farah,Gopal,Imran,Ishaan,Kavita,Leela,Meera,Nikhil,Priya,Rahul,Rohan,Sanjana,Tariq,Usha,Vikram"
            ),
            Split(
                "Agarwal,Banerjee,Chaudhry,Desai,Fernando,Gupta,Hussain,Iyer,Joshi,Kapoor,Malhotra,Menon,Nair,Patel,Perera,Qureshi,Rao,Sharma,Siddiqui,Verma"
            )
        ),
        // East Asian, in Latin letters
        (
            Split("Akira,Bao,Chen,Daiki,Eun-ji,Haruka,Hiroshi,Jia,Ji-woo,Kenji,Lan,Linh,Mei,Min-jun,Naoko,Seo-yeon,Takumi,Thuy,Xiu,Yuki"),
            Split("Chang,Choi,Fujimoto,Hayashi,Ito,Jung,Kang,Kobayashi,Li,Matsuda,Ngo,Nguyen,Pham,Saito,Tran,Ueda,Wang,Wu,Yamamoto,Zhang")
        ),
        // Turkish, Arabic and Persian, in Latin letters
        (
            Split(
                "Aylin,Bahram,Çağla,Dalia,Emre,Fatima,Gülşah,Hassan,İpek,Jamila,Kaveh,Layla,Mehmet,Nadia,Omar,Parisa,Rashid,Şirin,Tarek,Zeynep"
            ),
            Split(
                "Akgül,Al-Amin,Bağcı,Çelik,Darwish,El-Sayed,Farahani,Ghorbani,Haddad,Karimi,Khoury,Mansour,Nasser,Öztürk,Rahimi,Sabbagh,Şahin,Tehrani,Yıldız,Zaman"
            )
        ),
    ];

    private static ImmutableArray<string> Split(string names) => [.. names.Split(',')];

    /// <summary>A name with only a to z, 0 to 9 and single dots for what stood between words; other letters are left out.</summary>
    public static string AddressPart(string name)
    {
        var part = new StringBuilder();
        foreach (var letter in name.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter))
                part.Append(letter);
            else if (letter is ' ' or '-' or '.' or '_')
                part.Append(part.Length > 0 && part[^1] != '.' ? "." : "");
            else
                part.Append(InAsciiOf(letter));
        }
        return part.ToString().Trim('.');
    }

    private static string InAsciiOf(char letter) =>
        letter switch
        {
            'İ' => "i",
            'ß' => "ss",
            'æ' => "ae",
            'œ' => "oe",
            'þ' => "th",
            _ => Letters.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var at ? InAscii[at].ToString() : "",
        };
}
