"""Names by site, as one would meet them there. Written for the demo; nobody is meant."""

FIRST: dict[str, tuple[str, ...]] = {
    "rotterdam": (
        "Anouk", "Bram", "Daan", "Elif", "Femke", "Fleur", "Gijs", "Hanna", "Ilse", "Jasper", "Jeroen", "Joost", "Karim",
        "Koen", "Lieke", "Lotte", "Maarten", "Marit", "Naima", "Noor", "Pieter", "Rachid", "Roos", "Sanne", "Sem", "Sjoerd",
        "Soraya", "Stijn", "Tessa", "Thijs", "Willem", "Yara",
    ),
    "leeds": (
        "Aisha", "Alistair", "Amelia", "Bethan", "Callum", "Chidi", "Declan", "Eleanor", "Ewan", "Fatima", "Freya", "George",
        "Grace", "Harriet", "Imran", "Isla", "Jack", "Joanne", "Kieran", "Lydia", "Magda", "Nathan", "Niamh", "Oliver",
        "Piotr", "Rhys", "Rosie", "Samira", "Sophie", "Tariq", "Una", "Zofia",
    ),
    "pune": (
        "Aarav", "Aditi", "Amit", "Anika", "Arjun", "Asha", "Deepa", "Dev", "Farah", "Gauri", "Harsh", "Isha", "Jai",
        "Kavita", "Kiran", "Lakshmi", "Manish", "Meera", "Neha", "Nikhil", "Pooja", "Rahul", "Ravi", "Rohan", "Sanjay",
        "Shreya", "Sunita", "Tara", "Uma", "Varun", "Vikram", "Zara",
    ),
    "monterrey": (
        "Adriana", "Alejandro", "Andrea", "Beatriz", "Camila", "Carlos", "Daniela", "Diego", "Elena", "Emilio", "Fernanda",
        "Gabriel", "Gloria", "Hector", "Ivan", "Jimena", "Jorge", "Lucia", "Manuel", "Mariana", "Miguel", "Natalia",
        "Oscar", "Paola", "Rafael", "Raquel", "Renata", "Ricardo", "Sergio", "Silvia", "Valeria", "Ximena",
    ),
}  # fmt: skip

LAST: dict[str, tuple[str, ...]] = {
    "rotterdam": (
        "Aydin", "Bakker", "Blom", "Bos", "Bouali", "Brouwer", "de Graaf", "de Wit", "Dekker", "Dijkstra", "El Amrani",
        "Groen", "Hendriks", "Hoekstra", "Jacobs", "Kok", "Kuipers", "Meijer", "Mulder", "Peters", "Postma", "Prins",
        "Sahin", "Smits", "van Dam", "van der Meer", "van Dijk", "van Leeuwen", "Verhoeven", "Vermeulen", "Visser", "Yilmaz",
    ),
    "leeds": (
        "Adeyemi", "Ahmed", "Armitage", "Barraclough", "Booth", "Brennan", "Chaudhry", "Clegg", "Dyson", "Fairfax",
        "Gallagher", "Greenwood", "Hargreaves", "Holroyd", "Hussain", "Illingworth", "Kowalska", "Lister", "Mahmood",
        "Metcalfe", "Nowak", "Oldroyd", "Pickles", "Rafferty", "Ramsden", "Shaw", "Sutcliffe", "Thackray", "Tordoff",
        "Walker", "Whitaker", "Wojcik",
    ),
    "pune": (
        "Agarwal", "Apte", "Bhosale", "Chavan", "Deshmukh", "Deshpande", "Gadgil", "Gokhale", "Iyer", "Jadhav", "Joshi",
        "Kadam", "Kale", "Kamat", "Khan", "Kulkarni", "Mehta", "Menon", "Mishra", "More", "Nair", "Pande", "Patil",
        "Pawar", "Rane", "Rao", "Sathe", "Sharma", "Shinde", "Singh", "Tambe", "Wagh",
    ),
    "monterrey": (
        "Aguilar", "Arredondo", "Cantu", "Cardenas", "Castillo", "Cavazos", "Chapa", "Elizondo", "Escobedo", "Farias",
        "Flores", "Garza", "Gonzalez", "Guerra", "Herrera", "Leal", "Lozano", "Macias", "Marroquin", "Mendoza", "Montemayor",
        "Ochoa", "Ortiz", "Pena", "Quiroga", "Reyes", "Rios", "Salinas", "Sepulveda", "Trevino", "Villarreal", "Zambrano",
    ),
}  # fmt: skip
